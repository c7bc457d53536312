package io.txswitch.sandbox.bank;

import static io.txswitch.sandbox.Eventually.get;
import static org.assertj.core.api.Assertions.assertThat;

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
class BankKindsTest {
    private static final PosRequest SALE = BankWorld.sale("R00000000001", 1, 1_000);
    private static final PosRequest HOLD = Wire.preAuth("R00000000002", 2, 10_000);
    private static final PosRequest UNKNOWN = BankWorld.sale("R00000000099", 99, 1_000);

    @TempDir
    Path folder;

    private BankWorld world;

    @BeforeEach
    void openBank(Vertx vertx) throws Exception {
        world = BankWorld.open(vertx, BankOptions.of("A", folder.resolve("bank-A.jsonl")));
    }

    @Test
    void aHoldIsCompletedOnceAndUpTo115Percent() throws Exception {
        PosAnswer held = get(world.line.send(HOLD));
        assertThat(held.mti()).isEqualTo("0110");
        assertThat(held.approved()).isTrue();

        assertThat(send(Wire.completion("0200", "R00000000003", 3, 11_501, HOLD)))
                .isEqualTo("61");
        assertThat(send(Wire.completion("0200", "R00000000004", 4, 11_500, HOLD)))
                .isEqualTo("00");
        assertThat(send(Wire.completion("0220", "R00000000005", 5, 10_000, HOLD)))
                .isEqualTo("94");
        assertThat(world.rows())
                .containsExactly(
                        "HOLD R00000000002 10000 OK 00",
                        "DEBIT R00000000003 11501 REFUSED 61",
                        "DEBIT R00000000004 11500 OK 00",
                        "DEBIT R00000000005 10000 REFUSED 94");
    }

    @Test
    void aCompletionByAdviceIsRepeatedAndBookedOnce() throws Exception {
        send(HOLD);
        PosAnswer first = get(world.line.send(Wire.completion("0220", "R00000000003", 3, 9_000, HOLD)));
        PosAnswer second = get(world.line.send(Wire.completion("0221", "R00000000003", 4, 9_000, HOLD)));

        assertThat(first.mti()).isEqualTo("0230");
        assertThat(second.responseCode()).isEqualTo("00");
        assertThat(second.message().text(38)).isEqualTo(first.message().text(38));
        assertThat(world.rows()).hasSize(2);
    }

    @Test
    void aReversedCompletionLeavesTheHoldToBeCompletedAgain() throws Exception {
        send(HOLD);
        PosRequest completion = Wire.completion("0200", "R00000000003", 3, 9_000, HOLD);
        send(completion);

        assertThat(send(Wire.reversal("0420", 4, HOLD))).isEqualTo("12");
        assertThat(send(Wire.reversal("0420", 5, completion))).isEqualTo("00");
        assertThat(send(Wire.completion("0200", "R00000000006", 6, 8_000, HOLD)))
                .isEqualTo("00");
    }

    @Test
    void aVoidedHoldIsReleasedAndCannotBeCompleted() throws Exception {
        send(HOLD);

        assertThat(send(Wire.voiding("R00000000003", 3, 10_000, HOLD))).isEqualTo("00");
        assertThat(send(Wire.completion("0200", "R00000000004", 4, 10_000, HOLD)))
                .isEqualTo("12");
        assertThat(send(Wire.voiding("R00000000005", 5, 10_000, HOLD))).isEqualTo("94");
        assertThat(world.rows()).contains("RELEASE R00000000003 10000 OK 00");
    }

    @Test
    void aReversedHoldIsReleased() throws Exception {
        send(HOLD);

        assertThat(send(Wire.reversal("0420", 3, HOLD))).isEqualTo("00");
        assertThat(send(Wire.reversal("0421", 4, HOLD))).isEqualTo("00");
        assertThat(world.rows()).containsExactly("HOLD R00000000002 10000 OK 00", "RELEASE R00000000002 10000 OK 00");
    }

    @Test
    void aVoidTakesASaleBackOnceAndItsReversalRestoresTheSale() throws Exception {
        send(SALE);
        PosRequest voiding = Wire.voiding("R00000000003", 3, 1_000, SALE);

        assertThat(send(Wire.voiding("R00000000004", 4, 999, SALE))).isEqualTo("13");
        assertThat(send(voiding)).isEqualTo("00");
        assertThat(send(Wire.voiding("R00000000005", 5, 1_000, SALE))).isEqualTo("94");
        assertThat(send(Wire.refund("0220", "R00000000006", 6, 1_000, SALE))).isEqualTo("12");
        assertThat(send(Wire.reversal("0420", 7, SALE))).isEqualTo("12");

        assertThat(send(Wire.reversal("0420", 8, voiding))).isEqualTo("00");
        assertThat(send(Wire.refund("0220", "R00000000009", 9, 1_000, SALE))).isEqualTo("00");
    }

    @Test
    void aVoidedCompletionIsHeldAgain() throws Exception {
        send(HOLD);
        PosRequest completion = Wire.completion("0200", "R00000000003", 3, 9_000, HOLD);
        send(completion);

        assertThat(send(Wire.voiding("R00000000004", 4, 9_000, completion))).isEqualTo("00");
        assertThat(send(Wire.voiding("R00000000005", 5, 10_000, HOLD))).isEqualTo("00");
    }

    @Test
    void refundsTogetherAreNoMoreThanTheSale() throws Exception {
        send(SALE);

        assertThat(send(Wire.refund("0220", "R00000000003", 3, 600, SALE))).isEqualTo("00");
        assertThat(send(Wire.refund("0221", "R00000000003", 4, 600, SALE))).isEqualTo("00");
        assertThat(send(Wire.refund("0220", "R00000000005", 5, 401, SALE))).isEqualTo("13");
        assertThat(send(Wire.refund("0220", "R00000000006", 6, 400, SALE))).isEqualTo("00");
        assertThat(send(Wire.voiding("R00000000007", 7, 1_000, SALE))).isEqualTo("12");
        assertThat(world.rows())
                .filteredOn(row -> row.startsWith("CREDIT") && row.contains(" OK "))
                .hasSize(2);
    }

    @Test
    void anOfflineSaleKeepsItsCodeAndTakesATip() throws Exception {
        PosRequest advice = Wire.advice("R00000000003", 3, 2_000);
        PosAnswer booked = get(world.line.send(advice));
        assertThat(booked.message().text(38)).isEqualTo("A12345");

        assertThat(send(Wire.tip("R00000000004", 4, 2_300, advice))).isEqualTo("00");
        assertThat(send(Wire.tip("R00000000004", 5, 2_300, advice))).isEqualTo("00");
        assertThat(send(Wire.tip("R00000000006", 6, 2_200, advice))).isEqualTo("13");
        assertThat(send(Wire.refund("0220", "R00000000007", 7, 2_300, advice))).isEqualTo("00");
        assertThat(world.rows()).contains("ADJUST R00000000004 2300 OK 00");
    }

    @Test
    void whatNamesNoOriginalIs25() throws Exception {
        assertThat(send(Wire.voiding("R00000000003", 3, 1_000, UNKNOWN))).isEqualTo("25");
        assertThat(send(Wire.refund("0220", "R00000000004", 4, 1_000, UNKNOWN))).isEqualTo("25");
        assertThat(send(Wire.completion("0200", "R00000000005", 5, 1_000, UNKNOWN)))
                .isEqualTo("25");
        assertThat(send(Wire.tip("R00000000006", 6, 1_000, UNKNOWN))).isEqualTo("25");
        assertThat(world.rows()).allMatch(row -> row.contains("REFUSED"));
    }

    @Test
    void anOriginalMustBeTheRightSortAndBeNamedTwice() throws Exception {
        send(SALE);
        assertThat(send(Wire.completion("0200", "R00000000003", 3, 1_000, SALE)))
                .isEqualTo("12");

        PosRequest other = BankWorld.sale("R00000000001", 77, 1_000);
        assertThat(send(Wire.voiding("R00000000004", 4, 1_000, other))).isEqualTo("12");
    }

    @Test
    void aBalanceMovesNothing() throws Exception {
        PosAnswer answer = get(world.line.send(Wire.balance("R00000000003", 3)));

        assertThat(answer.responseCode()).isEqualTo("00");
        assertThat(answer.message().text(54)).isEqualTo("0002156C000012345678");
        assertThat(world.rows()).isEmpty();
    }

    @Test
    void aScriptResultIsTakenNoteOf() throws Exception {
        PosRequest result = BankWorld.request(Wire.begin("0620", "R00000000003", 3, "000000", "00")
                .set(48, "ORIGR00000000001")
                .set(55, "DF310500000000009F3602000A"));

        PosAnswer answer = get(world.line.send(result));

        assertThat(answer.mti()).isEqualTo("0630");
        assertThat(answer.responseCode()).isEqualTo("00");
        assertThat(world.rows()).isEmpty();
    }

    @Test
    void aPartialApprovalBooksWhatItAnswers() throws Exception {
        PosRequest sale = BankWorld.sale("R00000000003", 3, 2_010);
        PosAnswer answer = get(world.line.send(sale));

        assertThat(answer.responseCode()).isEqualTo("10");
        assertThat(answer.message().number(4)).isEqualTo(1_005);
        assertThat(world.rows()).containsExactly("DEBIT R00000000003 1005 OK 10");
        assertThat(send(Wire.reversal("0420", 4, sale))).isEqualTo("00");
        assertThat(world.rows()).last().isEqualTo("REVERSAL R00000000003 1005 OK 00");
    }

    @Test
    void aRestartedBankRemembersWhatBecameOfEverything(Vertx vertx) throws Exception {
        PosRequest completion = Wire.completion("0200", "R00000000003", 3, 9_000, HOLD);
        PosRequest voiding = Wire.voiding("R00000000004", 4, 9_000, completion);
        PosRequest refund = Wire.refund("0220", "R00000000005", 5, 600, SALE);
        for (PosRequest request : new PosRequest[] {SALE, HOLD, completion, voiding, refund}) {
            assertThat(send(request)).isEqualTo("00");
        }
        get(world.bank.close());
        world = BankWorld.open(vertx, BankOptions.of("A", folder.resolve("bank-A.jsonl")));

        assertThat(send(Wire.voiding("R00000000006", 6, 9_000, completion))).isEqualTo("94");
        assertThat(send(Wire.completion("0200", "R00000000007", 7, 10_000, HOLD)))
                .isEqualTo("00");
        assertThat(send(refund)).isEqualTo("00");
        assertThat(send(Wire.refund("0220", "R00000000008", 8, 401, SALE))).isEqualTo("13");
        assertThat(send(Wire.refund("0220", "R00000000009", 9, 400, SALE))).isEqualTo("00");
    }

    private String send(PosRequest request) throws Exception {
        return get(world.line.send(request)).responseCode();
    }
}
