package io.txswitch.sandbox.pos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.iso.Tlv;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosMessagesTest {
    private static final Instant EVENING = Instant.parse("2026-03-21T18:30:45Z");

    private final PosMessages messages = new PosMessages(options().withFirstTrace(999_999));

    @Test
    void aMagstripeSaleHasTheTrackAndNoChipData() {
        IsoMessage sale = messages.magstripeSale(CardDeck.visa(), 12_345).message();

        assertThat(sale.mti()).isEqualTo("0200");
        assertThat(sale.fields().keySet()).containsExactly(2, 3, 4, 7, 11, 12, 13, 14, 22, 25, 35, 41, 42, 49, 52);
        assertThat(sale.text(4)).isEqualTo("000000012345");
        assertThat(sale.text(22)).isEqualTo("021");
        assertThat(sale.text(35)).isEqualTo("4111111111111111=301210100000");
    }

    @Test
    void timesAreUniversalInDe7AndTheShopsInDe12And13() {
        IsoMessage sale = messages.magstripeSale(CardDeck.visa(), 1).message();

        assertThat(sale.text(7)).isEqualTo("0321183045");
        assertThat(sale.text(12)).isEqualTo("023045");
        assertThat(sale.text(13)).isEqualTo("0322");
    }

    @Test
    void aChipSaleCarriesWhatTheCardSigned() throws Exception {
        IsoMessage sale = messages.chipSale(CardDeck.unionPay(7), 12_345).message();

        Map<String, String> chip = Tlv.decode(sale.bytes(55));
        assertThat(sale.text(22)).isEqualTo("051");
        assertThat(sale.text(23)).isEqualTo("001");
        assertThat(chip)
                .containsEntry("9F02", "000000012345")
                .containsEntry("9A", "260322")
                .containsEntry("5F2A", "0156")
                .containsKeys("9F26", "9F27", "9F10", "9F37", "9F36", "95", "9C", "82", "9F1A", "9F03", "9F33")
                .containsKeys("9F34", "9F35", "9F1E", "84", "5F34");
        assertThat(chip.get("9F26")).hasSize(16);
        assertThat(chip.get("9F10")).isEqualTo("06011203A00000");
    }

    @Test
    void tracesCountOnAndBeginAgainBehindTheLast() {
        assertThat(messages.echo().trace()).isEqualTo("999999");
        assertThat(messages.echo().trace()).isEqualTo("000001");
        assertThat(messages.nextTrace()).isEqualTo(2);
    }

    @Test
    void aReversalNamesItsSaleByTypeTraceAndTime() {
        PosRequest sale = messages.chipSale(CardDeck.unionPay(7), 12_345);

        IsoMessage reversal = messages.reversal(sale).message();

        assertThat(reversal.mti()).isEqualTo("0400");
        assertThat(reversal.text(90)).isEqualTo("0200" + "999999" + "0321183045" + "0".repeat(22));
        assertThat(reversal.text(11)).isEqualTo("000001");
        assertThat(reversal.text(4)).isEqualTo("000000012345");
        assertThat(reversal.has(52) || reversal.has(35)).isFalse();
    }

    @Test
    void withClockAndRandomFixedEveryByteIsFixed() {
        PosRequest one = new PosMessages(options()).chipSale(CardDeck.unionPay(7), 12_345);
        PosRequest other = new PosMessages(options()).chipSale(CardDeck.unionPay(7), 12_345);

        assertThat(one.hex()).isEqualTo(other.hex()).matches("00[0-9A-F]{2}6000010000" + "0200" + "[0-9A-F]+");
    }

    @Test
    void theDecksNumbersHaveTheirCheckDigits() {
        assertThat(CardDeck.unionPay(0).pan()).startsWith("622202000000000000").hasSize(19);
        assertThat(CardDeck.unionPay(1).pan()).isNotEqualTo(CardDeck.unionPay(0).pan());
        assertThat(CardDeck.unionPaySample().track2()).startsWith("6212142000000000012=3012201");
        assertThatThrownBy(() -> new SandboxCard("4111111111111112", "3012", "101", "001"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("4111111111111112");
    }

    @Test
    void aCardsTextShowsSixAndFour() {
        assertThat(CardDeck.visa()).hasToString("SandboxCard[411111******1111]");
        assertThat(messages.chipSale(CardDeck.visa(), 1).toString()).doesNotContain("4111111111111111");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1_000_000_000_000L})
    void anAmountThatTheWireCannotCarryIsRefused(long amountMinor) {
        assertThatThrownBy(() -> messages.magstripeSale(CardDeck.visa(), amountMinor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("DE4");
    }

    private static PosOptions options() {
        return PosOptions.of(1, "T0000001", "M00000000000001")
                .withFirstTrace(7)
                .withClock(() -> EVENING, new SplittableRandom(1));
    }
}
