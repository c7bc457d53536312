package io.txswitch.iso8583.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldRulesTest {
    private final FieldRules pos = EveryDialectTest.dialect("unionpay-pos").rules();
    private final FieldRules plain = Dialects.iso87Binary().rules();

    private static IsoMessage.Builder purchase(String entryMode) {
        return IsoMessage.of("0200")
                .set(3, "000000")
                .set(4, "000000000100")
                .set(11, "000001")
                .set(22, entryMode)
                .set(25, "00")
                .set(41, "T0000001")
                .set(42, "M00000000000001")
                .set(49, "156")
                .set(60, "22000001000600");
    }

    private static List<String> texts(FieldRules rules, IsoMessage message) {
        return rules.check(message).stream().map(FieldRules.Problem::text).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "012 | DE2: is mandatory: the card was keyed in",
                "022 | DE35: is mandatory: the stripe was read",
                "052 | DE55: is mandatory: the chip was read",
                "072 | DE55: is mandatory: the chip was read",
                "032 | DE62: is mandatory: the payer's code was scanned: the letters QR, then the code",
                "991 | DE52: is mandatory: a PIN was entered"
            })
    void theEntryModeSaysWhatMustBeThere(String entryMode, String problem) {
        assertThat(texts(pos, purchase(entryMode).build())).containsExactly(problem);
    }

    @Test
    void whatIsMissingAndWhatIsTooMuchIsTold() {
        IsoMessage message = purchase("012")
                .set(2, "4111111111111111")
                .set(39, "00")
                .set(64, new byte[8])
                .build();
        IsoMessage without = IsoMessage.of("0200")
                .copy(message, 2, 3, 22, 25, 39, 41, 42, 49, 60)
                .build();

        assertThat(texts(pos, message)).containsExactly("DE39: is not of this transaction");
        assertThat(texts(pos, without))
                .containsExactly("DE4: is mandatory", "DE11: is mandatory", "DE39: is not of this transaction");
    }

    @Test
    void chipDataHasTheTagsOfItsEntryMode() {
        byte[] chip = Samples.bytes(Samples.CHIP);
        byte[] poor = Tlv.pick(chip, java.util.Set.of("9F26", "9F27", "9F10", "9F37", "95", "9A", "9C", "9F02"));

        assertThat(texts(pos, purchase("052").set(55, chip).build())).isEmpty();
        assertThat(texts(pos, purchase("052").set(55, poor).build()))
                .containsExactly(
                        "DE55 → 9F36: is mandatory",
                        "DE55 → 5F2A: is mandatory",
                        "DE55 → 82: is mandatory",
                        "DE55 → 9F1A: is mandatory");
        assertThat(pos.check(purchase("052").set(55, poor).build()).getFirst().field())
                .isEqualTo("55.9F36");
    }

    @Test
    void anOriginalIsNamedOneWayOrTheOther() {
        IsoMessage unnamed = IsoMessage.of("0200")
                .copy(purchase("022").set(35, "4111111111111111=3012").build(), 4, 11, 22, 25, 35, 41, 42, 49, 60)
                .set(3, "200000")
                .build();
        IsoMessage.Builder named = IsoMessage.of("0200")
                .copy(unnamed, 3, 4, 11, 22, 25, 35, 41, 42, 49, 60)
                .set(61, "0000010000010321");

        assertThat(texts(pos, unnamed)).hasSize(2).allMatch(each -> each.contains("it names the original"));
        assertThat(texts(pos, named.build())).isEmpty();
        assertThat(pos.nameOf(unnamed)).isEqualTo("Void of a purchase");
    }

    @Test
    void aTransactionThatIsNotInTheTableIsUnexpected() {
        IsoMessage odd = IsoMessage.of("0200").set(3, "990000").build();
        IsoMessage never = IsoMessage.of("0600").set(3, "990000").build();

        assertThat(pos.check(odd))
                .containsExactly(new FieldRules.Problem(
                        FieldRules.Problem.Kind.UNEXPECTED, "3", "no such transaction in the table"));
        assertThat(texts(pos, never)).containsExactly("MTI: no such transaction in the table");
        assertThat(plain.check(never)).isEmpty();
        assertThat(plain.nameOf(never)).isNull();
    }

    @Test
    void aRepeatGoesByWhatItRepeats() {
        assertThat(texts(pos, IsoMessage.of("0401").build()))
                .isEqualTo(texts(pos, IsoMessage.of("0400").build()))
                .contains("DE11: is mandatory");
    }

    @Test
    void thePlainDialectAcceptsTheMessageOfTheSharedPeer() {
        IsoMessage theirs = IsoMessage.of("0200")
                .copy(Samples.sale(), 2, 3, 4, 7, 11, 12, 13, 25, 35, 37, 41, 42, 49, 52)
                .set(22, "051")
                .set(55, Samples.bytes(Samples.CHIP))
                .build();

        assertThat(plain.check(theirs)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22", "22=", "*52", "+", "22=05|", "22>05"})
    void aConditionThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Condition.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aConditionReadsAsASentence() {
        assertThat(Condition.parse("22=05|07 +52 -35").words())
                .isEqualTo("22 = `05` or `07`, 52 is there, 35 is not there");
    }
}
