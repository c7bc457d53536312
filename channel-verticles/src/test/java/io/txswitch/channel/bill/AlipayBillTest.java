package io.txswitch.channel.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.channel.bill.BillLine.Kind;
import io.txswitch.core.model.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class AlipayBillTest {
    private static final String NAME = "20880211096256330156_20190916_业务明细";
    private static final String BILL = """
            #支付宝业务明细查询
            #账号：[20880211096256330156]
            #起始日期：[2019年09月16日 00:00:00]   终止日期：[2019年09月17日 00:00:00]
            #-----------------------------------------业务明细列表----------------------------------------
            支付宝交易号,商户订单号,业务类型,商品名称,完成时间,订单金额（元）,商家实收（元）,退款批次号/请求号,服务费（元）,备注
            2019A\t,OT1\t,交易\t,tea, and cake\t,2019-09-16 10:00:00\t,12.00,11.50,\t,-0.07,\t
            2019A\t,OT1\t,退款\t,tea\t,2019-09-16 11:00:00\t,-3.00,-3.00,RF1\t,0.02,\t
            #-----------------------------------------业务明细列表结束------------------------------------
            #交易合计：1笔，商家实收共11.50元，商家优惠共0.00元
            #退款合计：1笔，商家实收退款共-3.00元，商家优惠退款共0.00元
            #导出时间：[2021年10月22日 06:27:10]
            """;

    private final List<BillLine> lines = new ArrayList<>();

    private BillSum read(byte[] zip) {
        return new AlipayBill(BillLimits.DEFAULT).read(new ByteArrayInputStream(zip), lines::add);
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, AlipayBill.GBK)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(AlipayBill.GBK));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    @Test
    void theDetailFileIsReadAndTheSummaryLeftAlone() throws IOException {
        assertThat(read(zip(NAME + "(汇总).csv", "#x", NAME + ".csv", BILL))).isEqualTo(new BillSum(2, 1_200, 300));
        assertThat(lines).extracting(BillLine::kind).containsExactly(Kind.PAYMENT, Kind.REFUND);
        assertThat(lines.getFirst().orderNo()).isEqualTo("OT1");
        assertThat(lines.getFirst().feeYuan()).isEqualByComparingTo("-0.07");
        assertThat(lines.get(1).refundNo()).isEqualTo("RF1");
        assertThat(lines.get(1).money()).isEqualTo(Money.cny(300));
    }

    @Test
    void aRefundWrittenWithoutItsSignIsARefundAllTheSame() throws IOException {
        assertThat(read(zip(NAME + ".csv", BILL.replace("-3.00,-3.00", "3.00,3.00")))
                        .outMinor())
                .isEqualTo(300);
    }

    @Test
    void whereverTheTextIsCutOffItIsRefused() throws IOException {
        String[] parts = BILL.split("\n");
        for (int kept = 0; kept < parts.length - 1; kept++) {
            byte[] cut = zip(NAME + ".csv", String.join("\n", Arrays.copyOf(parts, kept)));
            assertThatThrownBy(() -> read(cut)).as("%d lines", kept).isInstanceOf(BillException.class);
        }
    }

    @Test
    void aDamagedOrCutOffArchiveIsRefusedOrStillWhole() throws IOException {
        byte[] whole = zip(NAME + ".csv", BILL);
        for (int length = 0; length < whole.length / 2; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(BillException.class);
        }
        byte[] damaged = whole.clone();
        damaged[whole.length / 3] ^= 0x10;
        assertThatThrownBy(() -> read(damaged)).isInstanceOf(BillException.class);
    }

    @Test
    void totalsThatDisagreeAreRefused() throws IOException {
        byte[] fewer = zip(NAME + ".csv", BILL.replace("#交易合计：1笔", "#交易合计：2笔"));
        assertThatThrownBy(() -> read(fewer)).isInstanceOf(BillException.class).hasMessageContaining("disagree");
        byte[] other = zip(NAME + ".csv", BILL.replace("共11.50元", "共11.51元"));
        assertThatThrownBy(() -> read(other)).isInstanceOf(BillException.class).hasMessageContaining("disagree");
    }

    @Test
    void anArchiveThatUnpacksToTooMuchIsRefusedWhereverItHides() throws IOException {
        AlipayBill small = new AlipayBill(new BillLimits(100_000, 16_384, 4));
        byte[] bomb = zip(NAME + "(汇总).csv", "#".repeat(5_000_000), NAME + ".csv", BILL);
        assertThatThrownBy(() -> small.read(new ByteArrayInputStream(bomb), lines::add))
                .isInstanceOf(BillException.class)
                .hasMessageContaining("more than 100000 bytes");
        byte[] crowd = zip("1", "", "2", "", "3", "", "4", "", "5", "");
        assertThatThrownBy(() -> small.read(new ByteArrayInputStream(crowd), lines::add))
                .isInstanceOf(BillException.class)
                .hasMessageContaining("files in the archive");
    }
}
