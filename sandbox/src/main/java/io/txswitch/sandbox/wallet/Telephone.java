package io.txswitch.sandbox.wallet;

import io.txswitch.sandbox.wallet.ScreenExtras.Consent;
import io.txswitch.sandbox.wallet.ScreenExtras.ConsentState;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One wallet in the hand of its payer: what he sees, and every button he can press. All methods may be called from any
 * thread; what fails with {@link NoSuchElementException} is not there.
 */
public final class Telephone {
    /**
     * An order as he sees it.
     *
     * @param no the merchant's number
     * @param state in the words of {@link Order.State}
     * @param byPayerCode the merchant scanned his code
     * @param mode how it was asked for, in the wallet's own word; may be empty
     * @param declined he said no, or had nothing to pay with
     * @param confirmCode what he was sent for the second step; empty where none is wanted
     */
    public record Seen(
            String no,
            String state,
            long amountMinor,
            long refundedMinor,
            String subject,
            boolean byPayerCode,
            String mode,
            boolean declined,
            Instant madeAt,
            String confirmCode) {}

    /** A screen shows no more. */
    public static final int MAX_SHOWN = 50;

    private final String wallet;
    private final Context context;
    private final Desk desk;
    private final Supplier<String> payerCodes;
    private final ScreenExtras extras;

    /**
     * @param context the simulator's, on which everything happens
     * @param extras what this wallet shows beside orders
     */
    public Telephone(String wallet, Context context, Desk desk, Supplier<String> payerCodes, ScreenExtras extras) {
        this.wallet = wallet;
        this.context = context;
        this.desk = desk;
        this.payerCodes = payerCodes;
        this.extras = extras;
    }

    public String wallet() {
        return wallet;
    }

    /** A new code, good for one payment. */
    public String payerCode() {
        return payerCodes.get();
    }

    /** The newest orders, the newest first. */
    public Future<List<Seen>> orders() {
        return onLoop(() -> Future.succeededFuture(
                desk.ledger().newest(MAX_SHOWN).stream().map(this::seen).toList()));
    }

    /**
     * Looks at an order.
     *
     * @param sight a code's text, or a number of the order; empty for the newest open one
     */
    public Future<Seen> scan(String sight) {
        return onOrder(sight, desk.ledger()::scan);
    }

    /** Pays, if the order is open. The merchant is told, but nobody waits for that. */
    public Future<Seen> pay(String sight) {
        return onOrder(sight, order -> desk.payer().pay(order));
    }

    /** Says no, if the order is open. */
    public Future<Seen> refuse(String sight) {
        return onOrder(sight, desk.ledger()::decline);
    }

    /** Enters a wrong password; the third one ends the order. */
    public Future<Seen> mistype(String sight) {
        return onOrder(sight, desk.payer()::mistypes);
    }

    /** The newest agreements, the newest first; empty where the wallet has none. */
    public Future<List<Consent>> agreements() {
        return onLoop(() -> Future.succeededFuture(extras.agreements(MAX_SHOWN)));
    }

    /**
     * Signs an agreement that waits for it.
     *
     * @param no the merchant's number; empty for the newest that waits
     */
    public Future<Consent> sign(String no) {
        return onAgreement(no, ConsentState.WAITS, extras::sign);
    }

    /**
     * Ends an agreement, or goes away without signing it.
     *
     * @param no the merchant's number; empty for the newest that is signed
     */
    public Future<Consent> end(String no) {
        return onAgreement(no, ConsentState.SIGNED, extras::end);
    }

    private Future<Consent> onAgreement(String no, ConsentState usual, Consumer<String> action) {
        return onLoop(() -> {
            Optional<Consent> found = extras.agreements(Integer.MAX_VALUE).stream()
                    .filter(each ->
                            no.isEmpty() ? each.state() == usual : each.no().equals(no))
                    .findFirst();
            found.ifPresent(each -> action.accept(each.no()));
            return found.flatMap(each -> extras.agreements(Integer.MAX_VALUE).stream()
                            .filter(now -> now.no().equals(each.no()))
                            .findFirst())
                    .map(Future::succeededFuture)
                    .orElseGet(
                            () -> Future.failedFuture(new NoSuchElementException(wallet + " has no agreement " + no)));
        });
    }

    /** Whether he acts on new orders without being told. */
    public boolean isByHimself() {
        return desk.payer().isByHimself();
    }

    public void byHimself(boolean acts) {
        desk.payer().byHimself(acts);
    }

    /** Ends what went wrong before, and lets this go wrong. */
    public void play(FaultScript script, int times) {
        desk.faults().play(script, times);
    }

    /** What goes wrong now. */
    public FaultScript playing() {
        return desk.faults().playing();
    }

    private Future<Seen> onOrder(String sight, Consumer<Order> action) {
        return onLoop(() -> {
            Optional<Order> found =
                    sight.isEmpty() ? newestOpen() : desk.ledger().findBySight(sight);
            found.ifPresent(action);
            return found.map(order -> Future.succeededFuture(seen(order)))
                    .orElseGet(() -> Future.failedFuture(new NoSuchElementException(
                            wallet + " has no " + (sight.isEmpty() ? "open order" : "order " + sight))));
        });
    }

    private Optional<Order> newestOpen() {
        return desk.ledger().newest(MAX_SHOWN).stream().filter(Order::open).findFirst();
    }

    private Seen seen(Order order) {
        NewOrder terms = order.terms();
        return new Seen(
                terms.outTradeNo(),
                order.state().name(),
                terms.amountMinor(),
                order.refundedMinor(),
                terms.subject(),
                terms.byPayerCode(),
                terms.mode(),
                order.declined(),
                order.createdAt(),
                order.open() ? extras.confirmCode(order).orElse("") : "");
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> action) {
        return Future.future(
                promise -> context.runOnContext(here -> action.get().onComplete(promise)));
    }
}
