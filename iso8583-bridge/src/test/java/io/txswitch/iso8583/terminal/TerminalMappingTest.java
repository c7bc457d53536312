package io.txswitch.iso8583.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.codec.IsoValue;
import io.txswitch.iso8583.codec.Samples;
import io.txswitch.sandbox.pos.CardDeck;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalMappingTest {
    private static final TerminalConfig CONFIG = new TerminalConfig(
            "127.0.0.1",
            0,
            Dialects.iso87Binary(),
            Framings.nac(),
            10,
            10,
            65_536,
            1_000,
            1_000,
            12_345,
            0,
            List.of(new TerminalConfig.Profile("T000*", null), new TerminalConfig.Profile("X1", TestWorld.MERCHANT)));
    private static final Instant NOW = Instant.parse("2026-03-21T10:30:45Z");

    private final TerminalMapping mapping = new TerminalMapping(CONFIG, TestWorld.MERCHANTS, TestWorld.KEYS, () -> NOW);

    @Test
    void aSaleBecomesACommand() {
        SubmitPayment command = submit(Samples.sale());

        assertThat(command.kind()).isEqualTo(Kind.SALE);
        assertThat(command.dedupeKey()).isEqualTo("t:T0000001:20260321:000001");
        assertThat(command.fingerprint()).matches("[0-9a-f]{64}").doesNotContain("411111");
        assertThat(command.merchantId()).isEqualTo(TestWorld.MERCHANT);
        assertThat(command.terminalId()).isEqualTo("T0000001");
        assertThat(command.product()).isEqualTo("card");
        assertThat(command.money()).isEqualTo(Money.cny(12_345));
        assertThat(command.trace()).isEqualTo("000001");
        assertThat(command.localDateTime()).isEqualTo("0321183045");
        assertThat(command.answerWithinMs()).isEqualTo(12_345);
        assertThat(command.card().pan().digits()).isEqualTo("4111111111111111");
        assertThat(command.card().expiry()).isEqualTo("3012");
        assertThat(command.card().track2().reveal()).isEqualTo("4111111111111111=301210100000");
        assertThat(command.card().pinBlock().block()).hasSize(8);
        assertThat(command.card().emv()).hasSize(11);
    }

    @Test
    void aLoadGeneratorsSaleIsRead() {
        IsoMessage sale = IsoMessage.of("0200")
                .copy(Samples.sale(), 3, 4, 7, 11, 12, 13, 25, 37, 41, 42, 49, 52)
                .set(De.PAN, CardDeck.unionPay(1).pan())
                .set(De.TRACK_2, CardDeck.unionPay(1).track2())
                .set(De.ENTRY_MODE, "051")
                .set(De.TERMINAL, "T0000000")
                .set(De.CHIP_DATA, HexFormat.of().parseHex(Samples.CHIP))
                .build();

        SubmitPayment command = submit((IsoMessage) Dialects.iso87Binary()
                .codec()
                .decode(Dialects.iso87Binary().codec().encode(sale)));

        assertThat(command.terminalId()).isEqualTo("T0000000");
        assertThat(command.card().emv()).hasSize(Samples.CHIP.length() / 2);
        assertThat(command.card().expiry()).isEqualTo("3012");
    }

    @Test
    void aRepeatHasTheSameKeyAndFingerprintAndAnotherAmountHasNot() {
        SubmitPayment first = submit(Samples.sale());
        SubmitPayment repeat = submit(with(Samples.sale(), "0201", De.RRN, null));
        SubmitPayment other = submit(with(Samples.sale(), "0200", De.AMOUNT, "000000012346"));

        assertThat(repeat.dedupeKey()).isEqualTo(first.dedupeKey());
        assertThat(repeat.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(other.dedupeKey()).isEqualTo(first.dedupeKey());
        assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
    }

    @ParameterizedTest
    @CsvSource({
        "3, 200000, 12",
        "3, '', 30",
        "4, 000000000000, 13",
        "4, '', 30",
        "11, '', 30",
        "41, '', 30",
        "41, X9999999, 97",
        "42, M99, 03",
        "42, '', 03",
        "49, 999, 12",
        "49, '', 30",
        "2, 4111111111111112, 30",
        "35, 4111111111111111, 30",
        "35, 4111111111111111=30, 30",
        "35, 4111111111111112=3012, 30",
    })
    void whatIsWrongWithASaleHasACode(int number, String value, String code) {
        assertThat(answer(with(Samples.sale(), "0200", number, value))).isEqualTo(code);
    }

    @Test
    void aWrongCheckDigitOrAShortNumberIsNoCard() {
        IsoMessage typed = with(Samples.sale(), "0200", De.TRACK_2, "");

        assertThat(answer(with(typed, "0200", De.PAN, "4111111111111112"))).isEqualTo("14");
        assertThat(answer(with(typed, "0200", De.PAN, "41111111"))).isEqualTo("14");
    }

    @Test
    void aCardIsReadFromTrackOrChipOrTypedIn() {
        IsoMessage bare = with(with(Samples.sale(), "0200", De.TRACK_2, ""), "0200", De.CHIP_DATA, "");

        assertThat(submit(with(bare, "0200", De.EXPIRY, "2912")).card().expiry())
                .isEqualTo("2912");
        assertThat(submit(with(Samples.sale(), "0200", De.PAN, "")).card().pan().digits())
                .isEqualTo("4111111111111111");
        assertThat(answer(bare)).isEqualTo("30");
        assertThat(answer(with(bare, "0200", De.PAN, ""))).isEqualTo("30");
    }

    @Test
    void aTerminalMayHaveAMerchantOfItsOwn() {
        IsoMessage sale = with(with(Samples.sale(), "0200", De.MERCHANT, ""), "0200", De.TERMINAL, "X1      ");

        assertThat(submit(sale).merchantId()).isEqualTo(TestWorld.MERCHANT);
        assertThat(submit(sale).terminalId()).isEqualTo("X1");
    }

    @Test
    void withoutALocalDateTheTransmissionDateCounts() {
        IsoMessage sale = with(Samples.sale(), "0200", De.LOCAL_DATE, "");

        assertThat(submit(sale).dedupeKey()).isEqualTo("t:T0000001:20260321:000001");
        assertThat(answer(with(sale, "0200", De.TRANSMISSION_TIME, ""))).isEqualTo("30");
    }

    @ParameterizedTest
    @CsvSource({
        // reversal's DE7, DE13, DE12; the original's DE7; the original's local day
        "0321103045, 0321, 183045, 0321103000, 0321",
        "0321163045, 0322, 003045, 0321155900, 0321",
        "0321173045, 0322, 013045, 0321163000, 0322",
        "0101000000, 0101, 080000, 1231160001, 0101",
        "0321103045, 0320, 235900, 0320155900, 0320",
        "0321103045, 0321, 053045, 0321040000, 0320",
    })
    void aReversalFindsItsOriginalAcrossMidnightAndTimeZones(
            String sentAt, String date, String time, String originalSentAt, String day) {
        IsoMessage reversal = IsoMessage.of("0400")
                .copy(Samples.sale(), De.PROCESSING_CODE, De.AMOUNT, De.TERMINAL, De.MERCHANT, De.CURRENCY)
                .set(De.STAN, "000002")
                .set(De.TRANSMISSION_TIME, sentAt)
                .set(De.LOCAL_DATE, date)
                .set(De.LOCAL_TIME, time)
                .set(De.ORIGINAL_DATA, "0200000001" + originalSentAt + "0".repeat(22))
                .build();

        assertThat(mapping.read(reversal))
                .isEqualTo(new TerminalRequest.Reverse(new ReversePayment(
                        "t:T0000001:2026" + day + ":000001", TestWorld.MERCHANT, "T0000001", 12_345L, "000002")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0400", "0420", "0421"})
    void aReversalThatNamesNothingMeansTheSaleOfItsOwnNumber(String mti) {
        IsoMessage reversal = with(Samples.sale(), mti, De.TRACK_2, "");

        assertThat(mapping.read(reversal))
                .isInstanceOfSatisfying(
                        TerminalRequest.Reverse.class,
                        reverse -> assertThat(reverse.command().originalKey())
                                .isEqualTo(submit(Samples.sale()).dedupeKey()));
    }

    @Test
    void aReversalOfSomethingElseIsMalformed() {
        String other = "0100000001" + "0321103045" + "0".repeat(22);

        assertThat(answer(with(Samples.sale(), "0400", De.ORIGINAL_DATA, other)))
                .isEqualTo("30");
    }

    @ParameterizedTest
    @CsvSource({"0100, 12", "0220, 12", "0500, 12", "0820, 12", "1200, 12"})
    void whatIsNotServedIsSaidSo(String mti, String code) {
        assertThat(answer(with(Samples.sale(), mti, De.RRN, null))).isEqualTo(code);
    }

    @Test
    void anAnswerFromATerminalIsHostile() {
        assertThat(mapping.read(with(Samples.sale(), "0210", De.RRN, null)))
                .isInstanceOf(TerminalRequest.Hostile.class);
    }

    @ParameterizedTest
    @CsvSource({"301, T0000001, 00", "'', '', 00", "301, Z1, 97", "001, T0000001, 12"})
    void anEchoIsAnsweredHere(String code, String terminal, String expected) {
        IsoMessage echo = with(
                IsoMessage.of("0800")
                        .set(De.STAN, "000001")
                        .set(De.TERMINAL, terminal.isEmpty() ? null : terminal)
                        .build(),
                "0800",
                De.NETWORK_CODE,
                code);

        assertThat(answer(echo)).isEqualTo(expected);
    }

    private SubmitPayment submit(IsoMessage message) {
        return ((TerminalRequest.Submit) mapping.read(message)).command();
    }

    private String answer(IsoMessage message) {
        return ((TerminalRequest.Answer) mapping.read(message)).responseCode();
    }

    /** The same with another MTI and one element changed; an empty value takes it away. */
    private static IsoMessage with(IsoMessage message, String mti, int number, String value) {
        TreeMap<Integer, IsoValue> fields = new TreeMap<>(message.fields());
        if (value != null) {
            fields.remove(number);
            if (!value.isEmpty()) {
                fields.put(number, new IsoValue.Text(value));
            }
        }
        return new IsoMessage(mti, fields);
    }
}
