package io.txswitch.sandbox.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A book for each kind that agrees, and one that does not. */
class BookComparerTest {
    @TempDir
    Path folder;

    private final Map<String, JournalRow> journal = new LinkedHashMap<>();
    private final List<Map<String, Object>> bank = new ArrayList<>();
    private final List<Map<String, Object>> pos = new ArrayList<>();
    private final List<Map<String, Object>> wallet = new ArrayList<>();

    @Test
    void aSaleIsDebitedByItsAmount() {
        tx("S", "SALE", "APPROVED", 1_000, "");
        bank("DEBIT", "S", 1_000, "", "");
        assertThat(differences()).isEmpty();

        tx("T", "SALE", "APPROVED", 505, "");
        bank("DEBIT", "T", 1_010, "", "");
        assertThat(differences()).containsExactlyInAnyOrder("bank: T is APPROVED of 505, the bank holds 1010");
    }

    @Test
    void aHoldStandsUntilItIsVoided() {
        tx("P", "PRE_AUTH", "APPROVED", 10_000, "");
        bank("HOLD", "P", 10_000, "", "");
        assertThat(differences()).isEmpty();

        bank("RELEASE", "V", 10_000, "P", "");
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "bank: rrn V is unknown to the journal", "bank: P is APPROVED of 10000, the bank holds 0");

        tx("V", "VOID", "APPROVED", 10_000, "P");
        assertThat(differences()).isEmpty();
    }

    @Test
    void aReversedHoldIsReleasedUnderItsOwnNumber() {
        tx("P", "PRE_AUTH", "REVERSED", 10_000, "");
        bank("HOLD", "P", 10_000, "", "");
        assertThat(differences()).containsExactlyInAnyOrder("bank: P is REVERSED of 0, the bank holds 10000");

        bank("RELEASE", "P", 10_000, "P", "PRE_AUTH");
        assertThat(differences()).isEmpty();
    }

    @Test
    void aHoldIsCompletedOnce() {
        tx("P", "PRE_AUTH", "APPROVED", 10_000, "");
        bank("HOLD", "P", 10_000, "", "");
        tx("C", "COMPLETION", "APPROVED", 9_000, "P");
        bank("DEBIT", "C", 9_000, "P", "");
        assertThat(differences()).isEmpty();

        tx("A", "ADVICE", "FORWARDED", 8_000, "P");
        bank("DEBIT", "A", 8_000, "P", "");
        assertThat(differences()).containsExactlyInAnyOrder("journal: P was voided 0 times and completed 2 times");
    }

    @Test
    void aVoidTakesBackTheWholeAndAReversedVoidNothing() {
        tx("S", "SALE", "APPROVED", 1_000, "");
        bank("DEBIT", "S", 1_000, "", "");
        tx("V", "VOID", "REVERSED", 1_000, "S");
        bank("VOID", "V", 1_000, "S", "");
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "bank: S is APPROVED of 1000, the bank holds 0",
                        "bank: VOID V is REVERSED, the bank has booked it");

        bank("REVERSAL", "V", 1_000, "V", "VOID");
        assertThat(differences()).isEmpty();

        tx("W", "VOID", "APPROVED", 1_000, "S");
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "bank: S is APPROVED of 0, the bank holds 1000",
                        "bank: VOID W is APPROVED, the bank has not booked it");
        bank("VOID", "W", 1_000, "S", "");
        assertThat(differences()).isEmpty();
    }

    @Test
    void refundsAreCreditedEachByItsAmount() {
        tx("S", "SALE", "APPROVED", 1_000, "");
        bank("DEBIT", "S", 1_000, "", "");
        tx("R", "REFUND", "APPROVED", 300, "S");
        bank("CREDIT", "R", 300, "S", "");
        assertThat(differences()).isEmpty();

        tx("Q", "REFUND", "DECLINED", 200, "S");
        bank("CREDIT", "Q", 200, "S", "");
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "bank: S is APPROVED of 700, the bank holds 500",
                        "bank: REFUND Q is DECLINED, the bank has booked it");
    }

    @Test
    void refundsOfTheWrongAmountsThatAddUpAreSeen() {
        tx("S", "SALE", "APPROVED", 1_000, "");
        bank("DEBIT", "S", 1_000, "", "");
        tx("R", "REFUND", "APPROVED", 300, "S");
        tx("Q", "REFUND", "APPROVED", 200, "S");
        bank("CREDIT", "R", 200, "S", "");
        bank("CREDIT", "Q", 300, "S", "");

        assertThat(differences()).hasSize(2).allMatch(line -> line.startsWith("bank: refund "));
    }

    @Test
    void aTipIsWhatTheNewTotalAdds() {
        tx("A", "ADVICE", "FORWARDED", 2_000, "");
        bank("DEBIT", "A", 2_000, "", "");
        tx("T", "ADJUSTMENT", "FORWARDED", 300, "A");
        assertThat(differences()).contains("bank: A is FORWARDED of 2300, the bank holds 2000");

        bank("ADJUST", "T", 2_300, "A", "");
        assertThat(differences()).isEmpty();
    }

    @Test
    void anAdviceThatIsStillForwardedIsOpenAndNotCompared() {
        tx("A", "ADVICE", "FORWARDING", 2_000, "");

        assertThat(differences()).isEmpty();
    }

    @Test
    void aQuestionIsNeverBooked() {
        tx("B", "BALANCE", "APPROVED", 0, "");
        tx("X", "SCRIPT_RESULT", "FORWARDED", 0, "");
        assertThat(differences()).isEmpty();

        bank("DEBIT", "B", 100, "", "");
        assertThat(differences()).containsExactlyInAnyOrder("bank: B is a BALANCE, and the bank booked it");
    }

    @Test
    void whatIsBookedTwiceIsSeenAlthoughTheJournalIsRight() {
        tx("S", "SALE", "APPROVED", 1_000, "");
        tx("R", "REFUND", "APPROVED", 300, "S");
        bank("DEBIT", "S", 1_000, "", "");
        bank("CREDIT", "R", 300, "S", "");
        bank("CREDIT", "R", 300, "S", "");

        assertThat(differences()).contains("bank: rrn R has 2 more bookings than reversals");
    }

    @Test
    void aTerminalIsToldWhatIsSo() {
        tx("S", "SALE", "REVERSED", 1_000, "");
        told("0200", "S", "00", "000007");
        assertThat(differences())
                .containsExactlyInAnyOrder("terminal: S was told 00 and is REVERSED without being asked");

        told("0400", "", "00", "000007");
        assertThat(differences()).isEmpty();

        tx("A", "ADVICE", "DECLINED", 1_000, "");
        told("0220", "A", "00", "000008");
        assertThat(differences()).containsExactlyInAnyOrder("terminal: A is DECLINED, the terminal was told 00");
    }

    @Test
    void aTransferHasToHaveArrivedAtTheWalletAsItIsInTheJournal() {
        tx("T", "TRANSFER", "APPROVED", 900, "");
        assertThat(differences()).containsExactly("wallet: transfer T is APPROVED of 900, the wallet sent 0");

        wallet("TRANSFER", "T", 900, "");
        assertThat(differences()).isEmpty();

        tx("T", "TRANSFER", "DECLINED", 900, "");
        wallet("TRANSFER", "U", 100, "");
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "wallet: transfer T is DECLINED of 0, the wallet sent 900",
                        "wallet: transfer U is unknown to the journal");
    }

    @Test
    void whatIsHandedOnIsPartOfItsPaymentAndChangesNothingOfIt() {
        tx("P", "WALLET_PAYMENT", "APPROVED", 1_000, "");
        wallet("DEBIT", "P", 1_000, "");
        tx("S", "SHARE", "APPROVED", 300, "P");
        wallet("SHARE", "P", 300, "S");
        assertThat(differences()).isEmpty();

        tx("R", "SHARE", "APPROVED", 800, "P");
        wallet("SHARE", "P", 700, "R");
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "journal: P handed on 1100 of 1000",
                        "wallet: share R is APPROVED of 800, the wallet handed on 700");
    }

    @Test
    void anAgreementLivesAtTheWalletExactlyWhileItIsApproved() {
        tx("A", "AGREEMENT", "APPROVED", 0, "");
        assertThat(differences()).containsExactly("wallet: agreement A is APPROVED, at the wallet it is not signed");

        wallet("SIGN", "A", 0, "");
        assertThat(differences()).isEmpty();

        tx("A", "AGREEMENT", "REVERSED", 0, "");
        assertThat(differences()).containsExactly("wallet: agreement A is REVERSED, at the wallet it is signed");

        wallet("UNSIGN", "A", 0, "");
        assertThat(differences()).isEmpty();
    }

    @Test
    void aDeductionIsAPaymentThatNamesItsAgreement() {
        tx("A", "AGREEMENT", "REVERSED", 0, "");
        tx("D", "DEDUCTION", "APPROVED", 600, "A");
        wallet("DEBIT", "D", 600, "");
        assertThat(differences()).isEmpty();

        tx("E", "DEDUCTION", "APPROVED", 600, "");
        wallet("DEBIT", "E", 500, "");
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "journal: deduction E names no agreement that was signed",
                        "wallet: E is APPROVED of 600, the wallet holds 500");
    }

    private void tx(String id, String kind, String phase, long amountMinor, String original) {
        journal.put(id, new JournalRow(id, id, kind, phase, amountMinor, 0, "M", original, false, 0, 0, 1));
    }

    private void bank(String kind, String rrn, long amountMinor, String original, String of) {
        Map<String, Object> row = new HashMap<>();
        row.put("kind", kind);
        row.put("rrn", rrn);
        row.put("amount_minor", amountMinor);
        row.put("status", "OK");
        if (!original.isEmpty()) {
            row.put("orig_rrn", original);
        }
        if (!of.isEmpty()) {
            row.put("of", of);
        }
        bank.add(row);
    }

    private void wallet(String kind, String order, long amountMinor, String request) {
        wallet.add(Map.of(
                "kind", kind,
                "out_trade_no", order,
                "out_request_no", request,
                "amount_minor", amountMinor,
                "status", "OK"));
    }

    private void told(String mti, String rrn, String responseCode, String trace) {
        pos.add(Map.of("mti", mti, "rrn", rrn, "response_code", responseCode, "trace", trace, "terminal_id", "T1"));
    }

    /** All but the merchant's, who has heard nothing here. */
    private List<String> differences() {
        Path books = folder.resolve("books-" + System.nanoTime());
        write(books.resolve("bank-a.jsonl"), bank);
        write(books.resolve("pos.jsonl"), pos);
        write(books.resolve("sample.jsonl"), wallet);
        return BookComparer.compare(books, journal, Long.MAX_VALUE).differences().stream()
                .filter(line -> !line.startsWith("merchant:"))
                .toList();
    }

    private static void write(Path file, List<Map<String, Object>> rows) {
        try (Book book = Book.open(file)) {
            rows.forEach(book::add);
        }
    }
}
