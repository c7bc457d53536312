package io.txswitch.sandbox.bank;

import static io.txswitch.sandbox.Eventually.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.PosAnswer;
import io.txswitch.sandbox.pos.PosRequest;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class BankReversalTest {
    private static final PosRequest SALE = BankWorld.sale("R00000000001", 7, 1_000);

    @TempDir
    Path folder;

    private BankWorld world;

    @BeforeEach
    void openBank(Vertx vertx) throws Exception {
        world = BankWorld.open(vertx, BankOptions.of("A", folder.resolve("bank-A.jsonl")));
    }

    @Test
    void aRepeatedSaleIsDebitedOnce() throws Exception {
        send(SALE);

        assertThat(send(SALE)).isEqualTo("94");
        assertThat(send(BankWorld.sale("R00000000001", 8, 1_000))).isEqualTo("94");
        assertThat(world.rows()).hasSize(1);
    }

    @Test
    void aRepeatedReversalIsConfirmedAgainAndBookedOnce() throws Exception {
        send(SALE);

        assertThat(reverse("0420", 8)).isEqualTo("00");
        assertThat(reverse("0421", 8)).isEqualTo("00");
        assertThat(reverse("0400", 9)).isEqualTo("00");
        assertThat(world.rows()).containsExactly("DEBIT R00000000001 1000 OK 00", "REVERSAL R00000000001 1000 OK 00");
    }

    @Test
    void aReversalThatComesFirstKeepsItsSaleOut() throws Exception {
        assertThat(reverse("0420", 8)).isEqualTo("25");
        assertThat(reverse("0421", 8)).isEqualTo("25");
        assertThat(send(SALE)).isEqualTo("12");

        assertThat(world.rows())
                .containsExactly("REVERSAL R00000000001 1000 NOT_FOUND 25", "DEBIT R00000000001 1000 REFUSED 12");
    }

    @Test
    void thereIsNothingToReverseInADeclinedSale() throws Exception {
        PosRequest declined = BankWorld.sale("R00000000001", 7, 1_051);
        send(declined);

        PosRequest reversal = BankWorld.request(BankWorld.reversal("0420", declined, 8));
        assertThat(send(reversal)).isEqualTo("25");
        assertThat(world.rows()).last().isEqualTo("REVERSAL R00000000001 1051 NOT_FOUND 25");
    }

    @Test
    void aReversalMustNameTheSaleTwice() throws Exception {
        send(SALE);
        IsoMessage.Builder otherTrace = BankWorld.reversal("0420", BankWorld.sale("R00000000001", 6, 1_000), 8);

        assertThat(send(BankWorld.request(otherTrace))).isEqualTo("12");
        assertThat(world.rows()).last().isEqualTo("REVERSAL R00000000001 1000 REFUSED 12");
        assertThat(reverse("0420", 9)).isEqualTo("00");
    }

    @Test
    void aReversalIsForTheWholeAmount() throws Exception {
        send(SALE);
        IsoMessage.Builder part = BankWorld.reversal("0420", SALE, 8).set(4, 999);

        assertThat(send(BankWorld.request(part))).isEqualTo("13");
        assertThat(reverse("0420", 9)).isEqualTo("00");
    }

    @Test
    void aReversalWithoutTheOriginalsDataIsAFormatError() throws Exception {
        send(SALE);

        assertThat(send(BankWorld.request(BankWorld.reversal("0420", SALE, 8).without(90))))
                .isEqualTo("30");
        assertThat(world.rows()).hasSize(1);
    }

    @Test
    void aTerminalWithoutReferenceNumbersReversesByItsTrace() throws Exception {
        PosAnswer sold = get(world.line.magstripeSale(CardDeck.visa(), 1_000));

        PosAnswer reversed = get(world.line.reverse(sold.request()));

        assertThat(reversed.mti()).isEqualTo("0410");
        assertThat(reversed.approved()).isTrue();
        assertThat(reversed.rrn()).isEqualTo(sold.rrn());
        assertThat(get(world.line.repeat(sold.request())).responseCode()).isEqualTo("94");
        assertThat(world.rows()).hasSize(2);
    }

    @Test
    void reversalsCanBeIgnoredForAsLongAsATestLikes() throws Exception {
        send(SALE);
        world.bank.ignoreReversals(true);
        world.line.send(BankWorld.request(BankWorld.reversal("0420", SALE, 8)));
        get(world.line.echo());
        assertThat(world.rows()).hasSize(1);

        world.bank.ignoreReversals(false);
        assertThat(reverse("0421", 9)).isEqualTo("00");
    }

    @Test
    void aBankThatWasRestartedRemembersItsBook(Vertx vertx) throws Exception {
        PosRequest reversedBefore = BankWorld.sale("R00000000002", 17, 2_000);
        send(SALE);
        send(reversedBefore);
        send(BankWorld.request(BankWorld.reversal("0420", reversedBefore, 18)));
        get(world.bank.close());

        world = BankWorld.open(vertx, BankOptions.of("A", folder.resolve("bank-A.jsonl")));

        assertThat(send(SALE)).isEqualTo("94");
        assertThat(reverse("0420", 8)).isEqualTo("00");
        assertThat(send(BankWorld.request(BankWorld.reversal("0421", reversedBefore, 19))))
                .isEqualTo("00");
        assertThat(world.rows()).hasSize(4).last().isEqualTo("REVERSAL R00000000001 1000 OK 00");
    }

    private String reverse(String mti, long stan) throws Exception {
        return send(BankWorld.request(BankWorld.reversal(mti, SALE, stan)));
    }

    private String send(PosRequest request) throws Exception {
        return get(world.line.send(request)).responseCode();
    }
}
