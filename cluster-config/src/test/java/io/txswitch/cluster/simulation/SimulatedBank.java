package io.txswitch.cluster.simulation;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.flow.Timers;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A bank with the sandbox's scripts by the amount's last two digits, in virtual time, and a book of its own. */
final class SimulatedBank {
    private static final int ENDINGS = 100;
    private static final int[] FOLLOW_UP_SCRIPTS = {0, 0, 0, 51, 68, 69};
    private static final int MAX_ANSWER_MS = 300;
    private static final long LATE_MS = 12_000;
    private static final int DEAF_TO = 2;

    private final Timers timers;
    private final RandomGenerator random;
    private final Map<String, Long> booked = new HashMap<>();
    private final Set<String> reversed = new HashSet<>();
    private final Map<String, Integer> deaf = new HashMap<>();
    int charges;

    SimulatedBank(Timers timers, RandomGenerator random) {
        this.timers = timers;
        this.random = random;
    }

    /** What the bank has booked under this number now, minor units: below zero when it gave money back. */
    long booked(String rrn) {
        return reversed.contains(rrn) ? 0 : booked.getOrDefault(rrn, 0L);
    }

    Future<HostAnswer> call(HostRequest request) {
        return switch (request.operation()) {
            case CHARGE -> charge(request);
            case REVERSE -> reverse(request);
            case REFUND, FORWARD -> takeNote(request);
            default -> Future.succeededFuture(HostAnswer.unknown("not a bank's"));
        };
    }

    private Future<HostAnswer> charge(HostRequest request) {
        charges++;
        String rrn = request.header().id().rrn();
        int ending = script(request);
        if (ending == 51) {
            return after(delay(), HostAnswer.declined(Reason.INSUFFICIENT_FUNDS, HostFacts.code("51")));
        }
        if (reversed.contains(rrn)) {
            return after(delay(), HostAnswer.declined(Reason.INVALID_TRANSACTION, HostFacts.code("12")));
        }
        booked.put(rrn, effect(request));
        return switch (ending) {
            case 67, 68 -> after(request.deadlineMs(), HostAnswer.unknown("deadline"));
            case 69 -> after(Math.min(LATE_MS, request.deadlineMs()), HostAnswer.unknown("deadline"));
            default -> after(delay(), approved(request));
        };
    }

    /** What follows an original has its amount: its script is drawn. */
    private int script(HostRequest request) {
        return request.originalHeader() == null
                ? (int) (request.header().money().amountMinor() % ENDINGS)
                : FOLLOW_UP_SCRIPTS[random.nextInt(FOLLOW_UP_SCRIPTS.length)];
    }

    /** Advices and refunds: booked once however often they are said, and now and then not answered, or refused. */
    private Future<HostAnswer> takeNote(HostRequest request) {
        String rrn = request.header().id().rrn();
        if (request.header().money().amountMinor() % ENDINGS == 51) {
            return after(delay(), HostAnswer.declined(Reason.INSUFFICIENT_FUNDS, HostFacts.code("51")));
        }
        boolean hears = random.nextInt(4) > 0;
        if (hears) {
            booked.putIfAbsent(rrn, effect(request));
        }
        return hears && random.nextInt(4) > 0
                ? after(delay(), approved(request))
                : after(request.deadlineMs(), HostAnswer.unknown("deadline"));
    }

    private static HostAnswer approved(HostRequest request) {
        return new HostAnswer(
                Result.APPROVED, HostFacts.code("00"), null, request.header().money(), null);
    }

    private static long effect(HostRequest request) {
        long amountMinor = request.header().money().amountMinor();
        return switch (request.header().kind()) {
            case VOID, REFUND -> -amountMinor;
            default -> amountMinor;
        };
    }

    private Future<HostAnswer> reverse(HostRequest request) {
        String rrn = request.header().id().rrn();
        boolean ignores =
                request.header().money().amountMinor() % ENDINGS == 67 && deaf.merge(rrn, 1, Integer::sum) <= DEAF_TO;
        if (ignores) {
            return after(request.deadlineMs(), HostAnswer.unknown("deadline"));
        }
        reversed.add(rrn);
        return after(delay(), HostAnswer.of(Result.REVERSED, HostFacts.code("00")));
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
