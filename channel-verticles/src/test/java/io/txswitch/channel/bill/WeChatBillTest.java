package io.txswitch.channel.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.channel.bill.BillLine.Kind;
import io.txswitch.core.model.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeChatBillTest {
    private static final String HEADER = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,"
            + "货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,"
            + "订单金额,申请退款金额,费率备注";
    private static final String PAID =
            "`2019-07-25 08:35:41,`wx1,`1900,`0,`,`4200A,`OT1,`openid,`JSAPI,`SUCCESS,`PSBC_DEBIT,"
                    + "`CNY,`5.50,`0.50,`0,`0,`0.00,`0.00,`,`,`tea, cake,`attach,`0.04000,`0.60%,`6.00,`0.00,`";
    private static final String REFUNDED = "`2019-07-25 09:35:41,`wx1,`1900,`0,`,`4200A,`OT1,`openid,`JSAPI,`REFUND,"
            + "`PSBC_DEBIT,`CNY,`0.00,`0.00,`50A,`RF1,`1.42,`0.00,`ORIGINAL,`SUCCESS,`tea, cake,`attach,`-0.01000,"
            + "`0.60%,`0.00,`1.42,`";
    private static final String TOTALS = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
    private static final String BILL =
            String.join("\r\n", HEADER, PAID, REFUNDED, TOTALS, "`2,`5.50,`1.42,`0.00,`0.03000,`6.00,`1.42", "");

    private final List<BillLine> lines = new ArrayList<>();

    private BillSum read(byte[] bytes, String sha1) {
        return new WeChatBill(BillLimits.DEFAULT).read(new ByteArrayInputStream(bytes), sha1, lines::add);
    }

    private BillSum read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), null);
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    @Test
    void aCommaInTheGoodsNameSplitsNothingAndAmountsAreThoseOfTheOrder() {
        assertThat(read(BILL)).isEqualTo(new BillSum(2, 600, 142));
        assertThat(lines).extracting(BillLine::kind).containsExactly(Kind.PAYMENT, Kind.REFUND);
        assertThat(lines.getFirst().money()).isEqualTo(Money.cny(600));
        assertThat(lines.getFirst().feeYuan()).isEqualByComparingTo("0.04");
        assertThat(lines.getFirst().at()).isEqualTo("2019-07-25T00:35:41Z");
        assertThat(lines.get(1).refundNo()).isEqualTo("RF1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void lineEndsAndAByteOrderMarkDoNotMatter(String end) {
        assertThat(read("\uFEFF" + BILL.replace("\r\n", end)).lines()).isEqualTo(2);
    }

    @Test
    void columnsAreFoundByNameSoABillOfPaymentsReadsToo() {
        String header = "商户订单号,微信订单号,交易时间,交易状态,应结订单金额,手续费,订单金额";
        String line = "`OT1,`4200A,`2019-07-25 08:35:41,`SUCCESS,`6.00,`0.04000,`6.00";
        assertThat(read(String.join("\n", header, line, TOTALS, "`1,`6.00,`0.00,`0.00,`0.04000,`6.00,`0.00"))
                        .inMinor())
                .isEqualTo(600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"收支金额(元)", "收支金额（元）"})
    void aFundFlowBillReadsWithBothKindsOfBrackets(String column) {
        String header = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型," + column + ",业务凭证号";
        String line = "`2019-07-25 08:35:41,`4200A,`5001,`x,`x,`支出,`6.00,`OT1";
        String totals = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\n`1,`0,`0.00,`1,`6.00";
        assertThat(read(header + "\n" + line + "\n" + totals)).isEqualTo(new BillSum(1, 0, 600));
    }

    @Test
    void whereverItIsCutOffItIsRefused() {
        String[] parts = BILL.split("\r\n");
        for (int kept = 0; kept < parts.length; kept++) {
            String cut = String.join("\r\n", Arrays.copyOf(parts, kept));
            assertThatThrownBy(() -> read(cut)).isInstanceOf(BillException.class);
        }
    }

    @Test
    void acutOffArchiveIsRefused() throws IOException {
        byte[] whole = packed(BILL.getBytes(StandardCharsets.UTF_8));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut, null)).isInstanceOf(BillException.class);
        }
    }

    @Test
    void theHashIsThatOfTheUnpackedFile() throws IOException {
        String sha1 = "0000000000000000000000000000000000000000";
        byte[] whole = packed(BILL.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> read(whole, sha1))
                .isInstanceOf(BillException.class)
                .hasMessageContaining("hash");
    }

    @Test
    void totalsThatDisagreeAreRefused() {
        assertThatThrownBy(() -> read(BILL.replace("`6.00,`1.42\r\n", "`6.01,`1.42\r\n")))
                .isInstanceOf(BillException.class)
                .hasMessageContaining("disagree");
        assertThatThrownBy(() -> read(BILL.replace(PAID + "\r\n", ""))).isInstanceOf(BillException.class);
    }

    @Test
    void aBombIsRefusedWithoutBeingKept() throws IOException {
        byte[] bomb = packed(new byte[10_000_000]);
        assertThatThrownBy(() -> read(bomb, null))
                .isInstanceOf(BillException.class)
                .hasMessageContaining("longer than");
        WeChatBill small = new WeChatBill(new BillLimits(1_000, 16_384, 4));
        byte[] manyLines = packed((HEADER + "\r\n" + (PAID + "\r\n").repeat(10_000)).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> small.read(new ByteArrayInputStream(manyLines), null, lines::add))
                .isInstanceOf(BillException.class)
                .hasMessageContaining("more than 1000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.001", "x", "", "1e3", "999999999999999.00"})
    void anAmountThatIsNoneIsRefused(String amount) {
        assertThatThrownBy(() -> read(BILL.replace("`6.00,`0.00,`\r\n", "`" + amount + ",`0.00,`\r\n")))
                .isInstanceOf(BillException.class);
    }
}
