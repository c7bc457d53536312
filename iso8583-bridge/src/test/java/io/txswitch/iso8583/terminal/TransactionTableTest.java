package io.txswitch.iso8583.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.TxId;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.codec.IsoValue;
import io.txswitch.iso8583.registry.Family;
import io.txswitch.iso8583.registry.TerminalProfile;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each transaction of both grammars, as a terminal of each family writes it. */
class TransactionTableTest {
    private static final Instant NOW = Instant.parse("2026-03-21T10:30:45Z");
    private static final TxId ORIGINAL = TxId.firstAt(NOW.minusSeconds(600));

    private final TerminalMapping mapping = new TerminalMapping(TestWorld.MERCHANTS, TestWorld.KEYS, () -> NOW, 12_345);

    @ParameterizedTest
    @CsvSource({
        "0200, 000000, 00, 22, SALE",
        "0201, 000000, 00, 22, SALE",
        "0200, 310000, 00, 01, BALANCE",
        "0200, 200000, 00, 23, VOID",
        "0220, 200000, 00, 25, REFUND",
        "0221, 200000, 00, 25, REFUND",
        "0100, 030000, 06, 10, PRE_AUTH",
        "0100, 200000, 06, 11, VOID",
        "0200, 000000, 06, 20, COMPLETION",
        "0200, 200000, 06, 21, VOID",
        "0220, 000000, 06, 24, ADVICE",
        "0220, 000000, 00, 30, ADVICE",
        "0220, 000000, 00, 32, ADJUSTMENT",
        "0220, 000000, 00, 34, ADJUSTMENT",
        "0620, 000000, 00, 00, SCRIPT_RESULT",
    })
    void aUnionPayTerminalAsksForEachTransaction(
            String mti, String processing, String condition, String type, Kind kind) {
        SubmitPayment command = submit(Grammar.UNIONPAY, unionPay(mti, processing, condition, type));

        assertThat(command.kind()).isEqualTo(kind);
        assertThat(command.dedupeKey()).isEqualTo("t:T0000001:b000007:000042");
        assertThat(command.pos().batch()).isEqualTo("000007");
        assertThat(command.pos().conditionCode()).isEqualTo(condition);
        assertThat(command.localDateTime()).isEqualTo("0321183045");
        boolean moves = kind != Kind.BALANCE && kind != Kind.SCRIPT_RESULT;
        assertThat(command.money()).isEqualTo(Money.cny(moves ? 12_345 : 0));
    }

    @ParameterizedTest
    @CsvSource({
        "0200, 000000, 00, SALE",
        "0200, 310000, 00, BALANCE",
        "0200, 200000, 00, VOID",
        "0220, 200000, 00, REFUND",
        "0100, 030000, 06, PRE_AUTH",
        "0100, 200000, 06, VOID",
        "0200, 000000, 06, COMPLETION",
        "0200, 200000, 06, VOID",
        "0220, 000000, 06, ADVICE",
        "0220, 000000, 00, ADVICE",
        "0220, 020000, 00, ADJUSTMENT",
        "0620, 000000, 00, SCRIPT_RESULT",
    })
    void aPlainTerminalAsksForEachTransaction(String mti, String processing, String condition, Kind kind) {
        SubmitPayment command = submit(Grammar.ISO87, iso87(mti, processing, condition));

        assertThat(command.kind()).isEqualTo(kind);
        assertThat(command.dedupeKey()).isEqualTo("t:T0000001:20260321:000042");
        boolean follows = kind != Kind.SALE && kind != Kind.PRE_AUTH && kind != Kind.BALANCE;
        boolean offline = mti.equals("0220") && processing.equals("000000") && condition.equals("00");
        assertThat(command.original()).isEqualTo(follows && !offline ? ORIGINAL : null);
        assertThat(command.originalKey()).isEqualTo(follows && !offline ? "t:T0000001:b000007:000041" : null);
    }

    @ParameterizedTest
    @CsvSource({
        "UNIONPAY, 0800, 003, SIGN_IN",
        "UNIONPAY, 0800, 001, SIGN_IN",
        "UNIONPAY, 0800, 004, SIGN_IN",
        "UNIONPAY, 0820, 002, SIGN_OFF",
        "UNIONPAY, 0820, 301, ECHO",
        "UNIONPAY, 0500, 201, SETTLEMENT",
        "UNIONPAY, 0320, 201, UPLOAD",
        "UNIONPAY, 0320, 202, UPLOAD_END",
        "UNIONPAY, 0320, 207, UPLOAD_END",
        "UNIONPAY, 0800, 999, OTHER",
        "ISO87, 0800, 001, SIGN_IN",
        "ISO87, 0800, 301, ECHO",
        "ISO87, 0800, '', ECHO",
        "ISO87, 0820, 002, SIGN_OFF",
        "ISO87, 0500, '', SETTLEMENT",
        "ISO87, 0320, '', UPLOAD",
        "ISO87, 0320, 202, UPLOAD_END",
    })
    void whatIsBetweenTerminalAndSwitch(Grammar grammar, String mti, String code, Asked asked) {
        IsoMessage.Builder message = IsoMessage.of(mti);
        switch (grammar) {
            case UNIONPAY -> message.set(De.PRIVATE_60, "00000007" + code);
            case ISO87 -> message.set(De.NETWORK_CODE, code.isEmpty() ? null : code);
        }

        assertThat(demand(grammar, message.build(), TestFamilies.UNIONPAY).asked())
                .isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "281234567890123456, alipay_code",
        "134567890123456789, wechat_code",
        "6212142000000000012, unionpay_code",
    })
    void aScannedCodeIsPaidByItsWallet(String code, String product) {
        IsoMessage unionPay = with(unionPay("0200", "000000", "00", "22"), De.ENTRY_MODE, "032");
        IsoMessage scanned = IsoMessage.of("0200")
                .copy(unionPay, 3, 4, 11, 22, 25, 41, 42, 49, 60)
                .set(De.PRIVATE_62, ("QR" + code).getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .build();

        SubmitPayment command = submit(Grammar.UNIONPAY, scanned);

        assertThat(command.kind()).isEqualTo(Kind.CODE_PAYMENT);
        assertThat(command.product()).isEqualTo(product);
        assertThat(command.card()).isNull();
        assertThat(command.payerCode().digits()).isEqualTo(code);
        assertThat(command.toString()).doesNotContain(code);
    }

    @Test
    void aUnionPayReversalMeansItsOwnTraceWhateverElseItNames() {
        IsoMessage reversal = IsoMessage.of("0400")
                .copy(unionPay("0200", "200000", "00", "23"), 2, 3, 4, 11, 22, 25, 37, 41, 42, 49, 60, 61)
                .build();

        TerminalRequest.Reverse reverse = (TerminalRequest.Reverse) read(Grammar.UNIONPAY, reversal);

        assertThat(reverse.command().original()).isNull();
        assertThat(reverse.command().originalKey()).isEqualTo("t:T0000001:b000007:000042");
    }

    @Test
    void anOriginalIsNamedByOurNumberThenByBatchThenByTransmission() {
        IsoMessage refund = iso87("0220", "200000", "00");
        IsoMessage byBatch = with(refund, De.RRN, "");
        IsoMessage byTransmission =
                with(with(byBatch, De.PRIVATE_61, ""), De.ORIGINAL_DATA, "0200000041" + "0321102000" + "0".repeat(22));

        assertThat(submit(Grammar.ISO87, refund).original()).isEqualTo(ORIGINAL);
        assertThat(submit(Grammar.ISO87, byBatch).original()).isNull();
        assertThat(submit(Grammar.ISO87, byBatch).originalKey()).isEqualTo("t:T0000001:b000007:000041");
        assertThat(submit(Grammar.ISO87, byTransmission).originalKey()).isEqualTo("t:T0000001:20260321:000041");
        assertThat(refusal(Grammar.ISO87, with(byBatch, De.PRIVATE_61, ""))).isEqualTo("30");
    }

    @Test
    void aNumberFromTheFutureIsNotOurs() {
        IsoMessage refund = with(
                iso87("0220", "200000", "00"),
                De.RRN,
                TxId.firstAt(NOW.plusSeconds(90_000)).rrn());

        assertThat(submit(Grammar.ISO87, refund).original()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // entry mode, capability and chip condition, service code, answer
        "022, 50, 201, 45",
        "022, 50, 601, 45",
        "022, 50, 101, ok",
        "022, 20, 201, ok",
        "022, 52, 201, ok",
        "802, 50, 201, ok",
        "902, 60, 201, 45",
    })
    void aChipCardIsNotSwipedWhereItsChipCanBeRead(String entry, String capability, String service, String expected) {
        IsoMessage sale = with(unionPay("0200", "000000", "00", "22"), De.ENTRY_MODE, entry);
        sale = with(sale, De.PRIVATE_60, "22000007000" + capability + "0");
        sale = with(sale, De.TRACK_2, "6212142000000000012=3012" + service + "0000");

        TerminalRequest read = read(Grammar.UNIONPAY, sale);

        assertThat(
                        read instanceof TerminalRequest.Refuse refuse
                                ? refuse.reason().responseCode()
                                : "ok")
                .isEqualTo(expected);
    }

    @Test
    void aFamilyDoesWhatItMay() {
        IsoMessage manual = with(with(unionPay("0200", "000000", "00", "22"), De.ENTRY_MODE, "012"), De.TRACK_2, "");
        Family narrow = TestFamilies.narrow();

        assertThat(refusal(read(Grammar.UNIONPAY, manual, narrow))).isEqualTo("40");
        assertThat(refusal(read(Grammar.UNIONPAY, unionPay("0100", "030000", "06", "10"), narrow)))
                .isEqualTo("40");
        assertThat(refusal(read(Grammar.UNIONPAY, unionPay("0220", "000000", "00", "30"), narrow)))
                .isEqualTo("61");
        assertThat(read(Grammar.UNIONPAY, unionPay("0200", "000000", "00", "22"), narrow))
                .isInstanceOf(TerminalRequest.Submit.class);
    }

    @Test
    void aPinNeedsAKeyAndCarriesItsName() {
        IsoMessage sale = with(unionPay("0200", "000000", "00", "22"), De.ENTRY_MODE, "021");
        sale = IsoMessage.of("0200")
                .copy(sale, 2, 3, 4, 11, 22, 25, 35, 41, 42, 49, 60)
                .set(De.PIN_CAPTURE_CODE, "12")
                .set(De.PIN_BLOCK, new byte[] {1, 2, 3, 4, 5, 6, 7, 8})
                .set(De.SECURITY_CONTROL, "2600000000000000")
                .build();
        Caller known = new Caller(profile(TestFamilies.UNIONPAY), "TERMINAL/T0000001/PIK/3");

        TerminalRequest with = mapping.read(Demand.of(Grammar.UNIONPAY, sale, known));

        assertThat(((TerminalRequest.Submit) with).command().card().pinBlock().key())
                .isEqualTo("TERMINAL/T0000001/PIK/3");
        assertThat(refusal(Grammar.UNIONPAY, sale)).isEqualTo("99");
        assertThat(refusal(mapping.read(
                        Demand.of(Grammar.UNIONPAY, with(sale, De.SECURITY_CONTROL, "1600000000000000"), known))))
                .isEqualTo("99");
    }

    @Test
    void everyResponseTextFitsItsElement() {
        assertThat(ResponseTexts.tooLong()).isEmpty();
        for (io.txswitch.core.model.Reason each : io.txswitch.core.model.Reason.values()) {
            assertThat(ResponseTexts.rows()).containsKey(each.responseCode());
        }
    }

    private SubmitPayment submit(Grammar grammar, IsoMessage message) {
        return ((TerminalRequest.Submit) read(grammar, message)).command();
    }

    private String refusal(Grammar grammar, IsoMessage message) {
        return refusal(read(grammar, message));
    }

    private static String refusal(TerminalRequest read) {
        return ((TerminalRequest.Refuse) read).reason().responseCode();
    }

    private TerminalRequest read(Grammar grammar, IsoMessage message) {
        return read(grammar, message, grammar == Grammar.ISO87 ? TestFamilies.ISO87 : TestFamilies.UNIONPAY);
    }

    private TerminalRequest read(Grammar grammar, IsoMessage message, Family family) {
        return mapping.read(demand(grammar, message, family));
    }

    private static Demand demand(Grammar grammar, IsoMessage message, Family family) {
        return Demand.of(grammar, message, new Caller(profile(family), null));
    }

    private static TerminalProfile profile(Family family) {
        return new TerminalProfile("T0000001", TestWorld.MERCHANT, family, false, true);
    }

    private static IsoMessage unionPay(String mti, String processing, String condition, String type) {
        return IsoMessage.of(mti)
                .set(De.PAN, "6212142000000000012")
                .set(De.PROCESSING_CODE, processing)
                .set(De.AMOUNT, "000000012345")
                .set(De.STAN, "000042")
                .set(De.ENTRY_MODE, "022")
                .set(De.CONDITION_CODE, condition)
                .set(De.TRACK_2, "6212142000000000012=30121010000")
                .set(De.RRN, ORIGINAL.rrn())
                .set(De.AUTH_CODE, "A1B2C3")
                .set(De.TERMINAL, "T0000001")
                .set(De.MERCHANT, TestWorld.MERCHANT)
                .set(De.CURRENCY, "156")
                .set(De.CHIP_DATA, mti.equals("0620") ? CHIP_RESULT : null)
                .set(De.PRIVATE_60, type + "000007" + "000500")
                .set(De.PRIVATE_61, "0000070000410321")
                .build();
    }

    private static final byte[] CHIP_RESULT =
            java.util.HexFormat.of().parseHex("DF3105000000000095050000000000" + "9F36020001");

    private static IsoMessage iso87(String mti, String processing, String condition) {
        return IsoMessage.of(mti)
                .copy(unionPay(mti, processing, condition, "00"), 2, 3, 4, 11, 22, 25, 35, 37, 38, 41, 42, 49, 55, 61)
                .set(De.TRANSMISSION_TIME, "0321103045")
                .set(De.LOCAL_DATE, "0321")
                .set(De.LOCAL_TIME, "183045")
                .build();
    }

    /** The same with one element changed; an empty value takes it away. */
    private static IsoMessage with(IsoMessage message, int number, String value) {
        TreeMap<Integer, IsoValue> fields = new TreeMap<>(message.fields());
        fields.remove(number);
        if (!value.isEmpty()) {
            fields.put(number, new IsoValue.Text(value));
        }
        return new IsoMessage(message.mti(), fields);
    }

    static {
        assertThat(Dialects.builtIn().find("unionpay-pos")).isNotNull();
    }
}
