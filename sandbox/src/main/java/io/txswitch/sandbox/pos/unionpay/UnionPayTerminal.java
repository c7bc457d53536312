package io.txswitch.sandbox.pos.unionpay;

import io.txswitch.sandbox.crypto.SandboxKeys;
import io.txswitch.sandbox.crypto.SignInKeys;
import io.txswitch.sandbox.iso.IsoMessage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A UnionPay terminal as a cashier uses it: sign in first, then one transaction after the other, then settle.
 *
 * <p>A money future gives a {@link Slip} whatever the host said; it fails only when the terminal cannot ask: not signed
 * in, a reversal still due, the batch full. Any thread may call; calls queue up and complete on an event loop.
 */
public final class UnionPayTerminal implements CashRegister {
    private static final String DONE = "00";

    private final Context context;
    private final UnionPayOptions options;
    private final PosLine line;
    private final PosComposer composer;
    private final PosLog log;
    private final TerminalBatch batch;
    private final PosExchange exchange;
    private Future<?> tail = Future.succeededFuture();

    private UnionPayTerminal(Vertx vertx, Context context, UnionPayOptions options) {
        this.context = context;
        this.options = options;
        this.line = new PosLine(vertx, options);
        this.composer = new PosComposer(options);
        this.log = new PosLog(options);
        this.batch = new TerminalBatch(options.firstTrace());
        this.exchange = new PosExchange(options, line, composer, log, batch);
    }

    /** Connects a terminal; fails when nobody listens. */
    public static Future<UnionPayTerminal> connect(Vertx vertx, UnionPayOptions options) {
        UnionPayTerminal terminal = new UnionPayTerminal(vertx, vertx.getOrCreateContext(), options);
        return terminal.serially(() -> terminal.line.open().<UnionPayTerminal>map(open -> terminal))
                .onFailure(refused -> terminal.line.close());
    }

    /** One thing after the other, on the terminal's own event loop. */
    private <T> Future<T> serially(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(go -> {
            Future<T> mine = tail.transform(before -> work.get());
            tail = mine;
            mine.onComplete(done);
        });
        return done.future();
    }

    /**
     * Signs in (0800): fetches working keys and the batch number, then sends what is still due.
     *
     * @return F39, empty without an answer; fails when a key does not fit its check value
     */
    @Override
    public Future<String> signIn() {
        return serially(() -> manage("SIGN_IN", "0800", options.keys().scheme().code())
                .compose(answer -> answer.map(this::signedIn).orElse(Future.succeededFuture(""))));
    }

    private Future<String> signedIn(IsoMessage answer) {
        String code = answer.get(39).orElse("");
        if (!code.equals(DONE)) {
            return Future.succeededFuture(code);
        }
        try {
            byte[] none = new byte[0];
            boolean withoutKeys = !answer.has(62) && options.keys().mac() == UnionPayOptions.Mac.NONE;
            SignInKeys keys = withoutKeys
                    ? new SignInKeys(none, none, none)
                    : SignInKeys.parse(SandboxKeys.bytes(options.keys().tmk()), answer.bytes(62));
            exchange.keys(keys);
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(e);
        }
        answer.get(60)
                .filter(text -> text.length() >= 8)
                .ifPresent(text -> batch.number(Math.max(1, Integer.parseInt(text.substring(2, 8)))));
        return exchange.sendDue().map(code);
    }

    /** Signs off (0820): the keys are forgotten. @return F39, empty without an answer */
    @Override
    public Future<String> signOff() {
        return serially(() -> manage("SIGN_OFF", "0820", "002")
                .onSuccess(answer -> exchange.forgetKeys())
                .map(UnionPayTerminal::code));
    }

    /** Asks whether anybody is there (0820). @return F39, empty without an answer */
    @Override
    public Future<String> echo() {
        return serially(() -> manage("ECHO", "0820", "301").map(UnionPayTerminal::code));
    }

    private Future<Optional<IsoMessage>> manage(String kind, String mti, String network) {
        IsoMessage message = composer.management(mti, batch.number(), batch.takeTrace(), network);
        return line.ask(message).onSuccess(answer -> log.write(kind, message, answer));
    }

    private static String code(Optional<IsoMessage> answer) {
        return answer.flatMap(told -> told.get(39)).orElse("");
    }

    /** Sells, by card or by a payer's code. */
    @Override
    public Future<Slip> sale(long amountMinor, CardEntry entry) {
        return run(PosKind.SALE, amountMinor, entry, null);
    }

    /** Tells of a sale that was approved by voice (0220). */
    @Override
    public Future<Slip> offlineSale(long amountMinor, CardEntry entry) {
        return run(PosKind.OFFLINE_SALE, amountMinor, entry, null);
    }

    /** Sets money aside. */
    @Override
    public Future<Slip> preAuth(long amountMinor, CardEntry entry) {
        return run(PosKind.PRE_AUTH, amountMinor, entry, null);
    }

    /** Takes what was set aside, by request. */
    @Override
    public Future<Slip> complete(Slip preAuth, long amountMinor) {
        return run(PosKind.COMPLETION, amountMinor, preAuth.keyedIn(), preAuth);
    }

    /** Takes what was set aside, by advice. */
    @Override
    public Future<Slip> completeByAdvice(Slip preAuth, long amountMinor) {
        return run(PosKind.COMPLETION_ADVICE, amountMinor, preAuth.keyedIn(), preAuth);
    }

    /** Takes a sale, a pre-authorisation or a completion back, whole. */
    @Override
    public Future<Slip> voidOf(Slip original) {
        return run(original.kind().voidedBy(), original.movedMinor(), original.keyedIn(), original);
    }

    /** Gives money back. */
    @Override
    public Future<Slip> refund(Slip original, long amountMinor) {
        return run(PosKind.REFUND, amountMinor, original.keyedIn(), original);
    }

    /** Adds a tip to a sale. @param tipMinor the tip alone */
    @Override
    public Future<Slip> tip(Slip sale, long tipMinor) {
        return run(PosKind.TIP, tipMinor, sale.keyedIn(), sale);
    }

    /** Asks for the balance. */
    @Override
    public Future<Slip> balance(CardEntry entry) {
        return run(PosKind.BALANCE, 0, entry, null);
    }

    private Future<Slip> run(PosKind kind, long amountMinor, CardEntry entry, @Nullable Slip original) {
        return serially(() -> exchange.run(kind, amountMinor, entry, original));
    }

    /** Settles the batch (0500), uploads it when the totals differ (0320), and begins the next. */
    @Override
    public Future<Settlement> settle() {
        return serially(() -> exchange.sendDue().compose(sent -> new PosSettlement(composer, exchange, batch).run()));
    }

    /** The newest approved transaction of this batch with this trace or reference number. */
    @Override
    public Optional<Slip> find(String traceOrRrn) {
        return batch.find(traceOrRrn);
    }

    /** The approved transactions of this batch. */
    @Override
    public List<Slip> slips() {
        return batch.slips();
    }

    /** Whether a reversal or an advice has not been acknowledged yet; it goes out before anything else does. */
    public boolean owes() {
        return exchange.owes();
    }

    /** The number of the batch, six digits. */
    public String batchNumber() {
        return batch.number();
    }

    /** Hangs up. */
    @Override
    public Future<Void> close() {
        return line.close();
    }
}
