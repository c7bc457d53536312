package io.txswitch.sandbox.pos.unionpay;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * What a cashier can do, whatever the terminal speaks.
 *
 * <p>Amounts are minor units. A slip says what became of it; a future fails only when the terminal cannot ask at all.
 */
public interface CashRegister {
    /** Fetches working keys. @return the host's response code, empty without an answer */
    Future<String> signIn();

    /** Says good-bye. @return the host's response code, empty without an answer */
    Future<String> signOff();

    /** Asks whether anybody is there. @return the host's response code, empty without an answer */
    Future<String> echo();

    /** Sells, by card or by a payer's code. */
    Future<Slip> sale(long amountMinor, CardEntry entry);

    /** Tells of a sale that was approved by voice. */
    Future<Slip> offlineSale(long amountMinor, CardEntry entry);

    /** Sets money aside. */
    Future<Slip> preAuth(long amountMinor, CardEntry entry);

    /** Takes what was set aside, by request. */
    Future<Slip> complete(Slip preAuth, long amountMinor);

    /** Takes what was set aside, by advice. */
    Future<Slip> completeByAdvice(Slip preAuth, long amountMinor);

    /** Takes a sale, a pre-authorisation or a completion back, whole. */
    Future<Slip> voidOf(Slip original);

    /** Gives money back. */
    Future<Slip> refund(Slip original, long amountMinor);

    /** Adds a tip. @param tipMinor the tip alone */
    Future<Slip> tip(Slip sale, long tipMinor);

    /** Asks for the balance of a card. */
    Future<Slip> balance(CardEntry entry);

    /** Settles the batch and begins the next. */
    Future<Settlement> settle();

    /** The newest approved transaction with this trace or reference number. */
    Optional<Slip> find(String traceOrRrn);

    /** The approved transactions of this batch. */
    List<Slip> slips();

    /** Hangs up. */
    Future<Void> close();
}
