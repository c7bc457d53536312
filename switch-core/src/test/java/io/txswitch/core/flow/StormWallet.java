package io.txswitch.core.flow;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * A wallet with a book of its own in virtual time: it loses answers after it has booked, lets payers act when it likes,
 * tells what happened late and several times, and now and then books what it had closed.
 */
final class StormWallet {
    /** What the wallet has of one number. */
    enum State {
        WAITING,
        DONE,
        ENDED
    }

    private static final int MAX_ANSWER_MS = 400;
    private static final int MAX_PAYER_MS = 400_000;
    private static final int NEWS_AGAIN_MS = 20_000;

    private final Timers timers;
    private final Random random;
    private final Map<TxId, State> states = new HashMap<>();
    private final Map<TxId, Long> amounts = new HashMap<>();
    private final Map<TxId, Map<TxId, Long>> refunds = new HashMap<>();
    private final Map<TxId, Map<TxId, Long>> shares = new HashMap<>();
    private BiConsumer<TxId, HostAnswer> news = (id, answer) -> {};

    StormWallet(Timers timers, Random random) {
        this.timers = timers;
        this.random = random;
    }

    void tell(BiConsumer<TxId, HostAnswer> listener) {
        news = listener;
    }

    boolean isDone(TxId id) {
        return states.get(id) == State.DONE;
    }

    /** What it has kept of a payment. */
    long kept(TxId payment) {
        return isDone(payment) ? amounts.getOrDefault(payment, 0L) - sum(refunds, payment) : 0;
    }

    long shared(TxId payment) {
        return sum(shares, payment);
    }

    boolean hasShare(TxId payment, TxId share) {
        return shares.getOrDefault(payment, Map.of()).containsKey(share);
    }

    boolean hasRefund(TxId payment, TxId refund) {
        return refunds.getOrDefault(payment, Map.of()).containsKey(refund);
    }

    private static long sum(Map<TxId, Map<TxId, Long>> parts, TxId of) {
        return parts.getOrDefault(of, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    Future<HostAnswer> call(HostRequest request) {
        int luck = random.nextInt(12);
        if (luck == 0) {
            return after(delay(), HostAnswer.unknown("never arrived"));
        }
        HostAnswer answer = carryOut(request);
        return luck == 1 ? after(request.deadlineMs(), HostAnswer.unknown("lost")) : after(delay(), answer);
    }

    private HostAnswer carryOut(HostRequest request) {
        return switch (request.operation()) {
            case CHARGE -> charge(request);
            case QUERY -> standing(request);
            case CLOSE -> close(request);
            case REVERSE -> reverse(request);
            case REFUND -> part(refunds, request);
            case QUERY_REFUND -> known(refunds, request);
            case TRANSFER -> transfer(request);
            case QUERY_TRANSFER -> standing(request);
            case SHARE -> part(shares, request);
            case QUERY_SHARE -> known(shares, request);
            default -> HostAnswer.unknown("not in a storm");
        };
    }

    private HostAnswer charge(HostRequest request) {
        TxId id = request.header().id();
        if (states.containsKey(id)) {
            return standing(request);
        }
        if (random.nextInt(10) == 0) {
            states.put(id, State.ENDED);
            return HostAnswer.declined(Reason.PAYER_PROBLEM, HostFacts.code("no"));
        }
        amounts.put(id, request.header().money().amountMinor());
        if (request.header().kind() == Kind.DEDUCTION) {
            TxId agreement = request.originalHeader().id();
            boolean may = isDone(agreement) && random.nextInt(5) > 0;
            states.put(id, may ? State.DONE : State.ENDED);
            return may ? done(request) : HostAnswer.declined(Reason.INSUFFICIENT_FUNDS, HostFacts.code("51"));
        }
        states.put(id, State.WAITING);
        if (random.nextInt(4) > 0) {
            timers.arm(random.nextInt(MAX_PAYER_MS), () -> payerActs(request));
        }
        return HostAnswer.of(Result.PENDING, HostFacts.NONE);
    }

    /** One in ten payers is not stopped by the end of what he acts on. */
    private void payerActs(HostRequest request) {
        TxId id = request.header().id();
        boolean stubborn = states.get(id) == State.ENDED && random.nextInt(10) == 0;
        if (states.get(id) == State.WAITING || stubborn) {
            states.put(id, State.DONE);
            HostAnswer told = done(request);
            int times = 1 + random.nextInt(3);
            for (int i = 0; i < times; i++) {
                timers.arm(random.nextInt(NEWS_AGAIN_MS), () -> news.accept(id, told));
            }
            // Wallets say it again for hours: one arrives when everything else is over.
            timers.arm(NEWS_AGAIN_MS + MAX_PAYER_MS, () -> news.accept(id, told));
        }
    }

    private HostAnswer transfer(HostRequest request) {
        TxId id = request.header().id();
        if (states.containsKey(id)) {
            return standing(request);
        }
        amounts.put(id, request.header().money().amountMinor());
        int luck = random.nextInt(5);
        if (luck == 0) {
            states.put(id, State.ENDED);
            return HostAnswer.declined(Reason.CHANNEL_REFUSED, HostFacts.code("no"));
        }
        if (luck > 1) {
            states.put(id, State.DONE);
            return done(request);
        }
        states.put(id, State.WAITING);
        timers.arm(random.nextInt(MAX_PAYER_MS), () -> states.put(id, random.nextBoolean() ? State.DONE : State.ENDED));
        return HostAnswer.of(Result.PENDING, HostFacts.NONE);
    }

    private HostAnswer standing(HostRequest request) {
        State state = states.get(request.header().id());
        if (state == null) {
            return HostAnswer.of(Result.NOT_FOUND, HostFacts.NONE);
        }
        return switch (state) {
            case WAITING -> HostAnswer.of(Result.PENDING, HostFacts.NONE);
            case DONE -> done(request);
            case ENDED -> HostAnswer.of(Result.CLOSED, HostFacts.NONE);
        };
    }

    private HostAnswer close(HostRequest request) {
        states.computeIfPresent(request.header().id(), (id, state) -> state == State.WAITING ? State.ENDED : state);
        return standing(request);
    }

    private HostAnswer reverse(HostRequest request) {
        TxId id = request.header().id();
        boolean took = isDone(id) && request.header().kind() != Kind.AGREEMENT;
        states.put(id, State.ENDED);
        return new HostAnswer(
                Result.REVERSED, HostFacts.NONE, null, took ? request.header().money() : null, null);
    }

    /** A part of a payment, given back or handed on: once per number, and never more than there is. */
    private HostAnswer part(Map<TxId, Map<TxId, Long>> parts, HostRequest request) {
        TxId payment = request.originalHeader().id();
        TxId id = request.header().id();
        Map<TxId, Long> booked = parts.computeIfAbsent(payment, each -> new HashMap<>());
        long amountMinor = request.header().money().amountMinor();
        boolean fits = isDone(payment) && sum(parts, payment) + amountMinor <= amounts.getOrDefault(payment, 0L);
        boolean refuses = random.nextInt(8) == 0 && request.header().kind() != Kind.COMPENSATION;
        if (!booked.containsKey(id) && (!fits || refuses)) {
            return HostAnswer.declined(Reason.CHANNEL_REFUSED, HostFacts.code("no"));
        }
        booked.put(id, amountMinor);
        return done(request);
    }

    private HostAnswer known(Map<TxId, Map<TxId, Long>> parts, HostRequest request) {
        return parts.getOrDefault(request.originalHeader().id(), Map.of())
                        .containsKey(request.header().id())
                ? done(request)
                : HostAnswer.of(Result.NOT_FOUND, HostFacts.NONE);
    }

    private static HostAnswer done(HostRequest request) {
        Money money = request.header().money();
        boolean consent = request.header().kind() == Kind.AGREEMENT;
        String number = "w-" + request.header().id();
        return new HostAnswer(
                Result.APPROVED,
                new HostFacts("ok", null, number, null, null, null, null),
                null,
                consent ? null : money,
                null);
    }

    private long delay() {
        return random.nextInt(MAX_ANSWER_MS);
    }

    private Future<HostAnswer> after(long delayMs, HostAnswer answer) {
        Promise<HostAnswer> promise = Promise.promise();
        timers.arm(delayMs, () -> promise.tryComplete(answer));
        return promise.future();
    }
}
