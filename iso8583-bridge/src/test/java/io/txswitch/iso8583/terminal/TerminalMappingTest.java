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
import io.txswitch.iso8583.registry.Families;
import io.txswitch.iso8583.registry.TerminalProfile;
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
    private static final Instant NOW = Instant.parse("2026-03-21T10:30:45Z");
    private static final Families FAMILIES = Families.of(
            List.of(Families.standard(Dialects.iso87Binary(), Framings.nac())),
            List.of(
                    new Families.Profile("T000*", null, "default"),
                    new Families.Profile("X1", TestWorld.MERCHANT, "default")));

    private final TerminalMapping mapping = new TerminalMapping(TestWorld.MERCHANTS, TestWorld.KEYS, () -> NOW, 12_345);

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
        "3, 990000, 12",
        "3, '', 30",
        "4, 000000000000, 13",
        "4, '', 30",
        "11, '', 30",
        "42, M99, 03",
        "42, '', 03",
        "49, 999, 12",
        "49, 344, 12",
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
        IsoMessage typed = with(with(Samples.sale(), "0200", De.TRACK_2, ""), "0200", De.ENTRY_MODE, "011");

        assertThat(answer(with(typed, "0200", De.PAN, "4111111111111112"))).isEqualTo("14");
        assertThat(answer(with(typed, "0200", De.PAN, "41111111"))).isEqualTo("14");
    }

    @Test
    void aCardIsReadFromTrackOrChipOrTypedIn() {
        IsoMessage bare = with(
                with(with(Samples.sale(), "0200", De.TRACK_2, ""), "0200", De.CHIP_DATA, ""),
                "0200",
                De.ENTRY_MODE,
                "011");

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

        assertThat(read(reversal))
                .isEqualTo(new TerminalRequest.Reverse(new ReversePayment(
                        "t:T0000001:2026" + day + ":000001",
                        TestWorld.MERCHANT,
                        "T0000001",
                        12_345L,
                        "000002",
                        null,
                        "CNY")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0400", "0420", "0421"})
    void aReversalThatNamesNothingMeansTheSaleOfItsOwnNumber(String mti) {
        IsoMessage reversal = with(Samples.sale(), mti, De.TRACK_2, "");

        assertThat(read(reversal))
                .isInstanceOfSatisfying(
                        TerminalRequest.Reverse.class,
                        reverse -> assertThat(reverse.command().originalKey())
                                .isEqualTo(submit(Samples.sale()).dedupeKey()));
    }

    @Test
    void aReversalOfSomethingElseIsMalformed() {
        String other = "0800000001" + "0321103045" + "0".repeat(22);

        assertThat(answer(with(Samples.sale(), "0400", De.ORIGINAL_DATA, other)))
                .isEqualTo("30");
    }

    @ParameterizedTest
    @CsvSource({"0100, 12", "0300, 12", "0600, 12", "1200, 12"})
    void whatIsNotServedIsSaidSo(String mti, String code) {
        assertThat(answer(with(Samples.sale(), mti, De.RRN, null))).isEqualTo(code);
    }

    private SubmitPayment submit(IsoMessage message) {
        return ((TerminalRequest.Submit) read(message)).command();
    }

    private String answer(IsoMessage message) {
        return ((TerminalRequest.Refuse) read(message)).reason().responseCode();
    }

    private TerminalRequest read(IsoMessage message) {
        TerminalProfile profile =
                FAMILIES.matched(String.valueOf(message.trimmed(De.TERMINAL))).orElseThrow();
        return mapping.read(Demand.of(Grammar.ISO87, message, new Caller(profile, null)));
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
