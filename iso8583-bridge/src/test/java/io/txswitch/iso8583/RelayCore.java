package io.txswitch.iso8583;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A core without risk, routes, journal or retries: every sale goes to one bank, and its answer comes back. */
final class RelayCore {
    private final Bus bus;
    private final String bankId;
    private final Map<String, TxHeader> sales = new ConcurrentHashMap<>();

    RelayCore(Bus bus, String bankId) {
        this.bus = bus;
        this.bankId = bankId;
    }

    void serve() {
        TestWorld.await(bus.serve(Addresses.PAYMENT_SUBMIT, this::sell));
        TestWorld.await(bus.serve(Addresses.PAYMENT_REVERSE, this::reverse));
    }

    private Future<Outcome> sell(SubmitPayment c) {
        Instant now = Instant.now();
        TxHeader header = new TxHeader(
                TestWorld.nextId(),
                c.kind(),
                c.dedupeKey(),
                c.fingerprint(),
                c.merchantId(),
                c.terminalId(),
                c.product(),
                c.money(),
                TestWorld.KEYS.view(c.card()),
                null,
                c.trace(),
                c.localDateTime(),
                null,
                null,
                null,
                now,
                now.plusMillis(c.answerWithinMs()),
                "n1");
        sales.put(c.dedupeKey(), header);
        HostRequest request = new HostRequest(
                Operation.CHARGE, bankId, header, c.card(), HostFacts.NONE, null, 0, c.answerWithinMs() - 200);
        return ask(request).map(answer -> outcome(header, answer));
    }

    private Future<Outcome> reverse(ReversePayment c) {
        TxHeader header = sales.get(c.originalKey());
        if (header == null) {
            return Future.succeededFuture(Outcome.refused(Reason.ORIGINAL_NOT_FOUND));
        }
        HostRequest request = new HostRequest(Operation.REVERSE, bankId, header, null, HostFacts.NONE, null, 0, 10_000);
        return ask(request)
                .map(answer -> answer.result() == HostAnswer.Result.REVERSED
                        ? new Outcome(Outcome.Result.REVERSED, null, null, "00", null, false)
                        : Outcome.refused(Reason.NO_ANSWER));
    }

    private Future<HostAnswer> ask(HostRequest request) {
        return bus.request(Addresses.HOST_CALL.with(bankId), request, 30_000);
    }

    private static Outcome outcome(TxHeader header, HostAnswer answer) {
        return switch (answer.result()) {
            case APPROVED ->
                new Outcome(
                        Outcome.Result.APPROVED,
                        TestWorld.view(header, Phase.APPROVED, answer.facts().authCode()),
                        null,
                        "00",
                        answer.emv(),
                        false);
            case DECLINED ->
                new Outcome(
                        Outcome.Result.DECLINED,
                        TestWorld.view(header, Phase.DECLINED, null),
                        answer.reason(),
                        String.valueOf(answer.facts().hostCode()),
                        answer.emv(),
                        false);
            case NOT_SENT, RETRYABLE -> Outcome.refused(Reason.NOT_SENT);
            default ->
                new Outcome(
                        Outcome.Result.UNKNOWN,
                        TestWorld.view(header, Phase.UNKNOWN, null),
                        Reason.NO_ANSWER,
                        "68",
                        null,
                        false);
        };
    }
}
