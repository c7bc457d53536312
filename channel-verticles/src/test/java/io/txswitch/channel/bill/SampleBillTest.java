package io.txswitch.channel.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleBillTest {
    private static final String HEADER = "at,kind,order_no,refund_no,trade_no,amount\n";
    private static final String PAYMENT = "2026-03-01T10:00:00Z,payment,OT1,,S1,1200\n";
    private static final String REFUND = "2026-03-01T11:00:00Z,refund,OT1,R1,S1,300\n";
    private static final String TOTAL = "total,2,,,,900\n";

    private final List<BillLine> lines = new ArrayList<>();

    private BillSum read(String text, String sha256) {
        return new SampleBill(new BillLimits(1_000, 200, 1))
                .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), sha256, lines::add);
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void paymentsAndRefundsComeWithOurNumbers() throws NoSuchAlgorithmException {
        String text = HEADER + PAYMENT + REFUND + TOTAL;
        assertThat(read(text, sha256(text))).isEqualTo(new BillSum(2, 1_200, 300));
        assertThat(lines).extracting(BillLine::kind).containsExactly(BillLine.Kind.PAYMENT, BillLine.Kind.REFUND);
        assertThat(lines).extracting(BillLine::refundNo).containsExactly(null, "R1");
    }

    @Test
    void aChangedFileIsNotBelieved() throws NoSuchAlgorithmException {
        String text = HEADER + PAYMENT + REFUND + TOTAL;
        String changed = text.replace("1200", "1300").replace(",900", ",1000");
        assertThatThrownBy(() -> read(changed, sha256(text)))
                .isInstanceOf(BillException.class)
                .hasMessageContaining("hash");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                HEADER,
                HEADER + PAYMENT,
                HEADER + PAYMENT + REFUND + "total,1,,,,900\n",
                HEADER + PAYMENT + REFUND + "total,2,,,,901\n",
                HEADER + PAYMENT + REFUND + TOTAL + "more\n",
                HEADER + "2026-03-01T10:00:00Z,gift,OT1,,S1,1200\n" + TOTAL,
                HEADER + "yesterday,payment,OT1,,S1,1200\n" + TOTAL,
                HEADER + "2026-03-01T10:00:00Z,payment,OT1,,S1,12.00\n" + TOTAL,
                HEADER + "2026-03-01T10:00:00Z,payment,OT1,S1,1200\n" + TOTAL,
                HEADER + "2026-03-01T10:00:00Z,payment,OT1,,S1,99999999999999999999\n" + TOTAL,
                "kind,at,order_no,refund_no,trade_no,amount\n" + TOTAL
            })
    void whatIsNotABillIsNotBelieved(String text) throws NoSuchAlgorithmException {
        String hash = sha256(text);
        assertThatThrownBy(() -> read(text, hash)).isInstanceOf(BillException.class);
    }

    @Test
    void aBillHasABound() throws NoSuchAlgorithmException {
        String text = HEADER + PAYMENT.repeat(100) + TOTAL;
        String hash = sha256(text);
        assertThatThrownBy(() -> read(text, hash))
                .isInstanceOf(BillException.class)
                .hasMessageContaining("1000 bytes");
    }
}
