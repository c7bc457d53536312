package io.txswitch.core.flow;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.BusException;
import io.txswitch.core.contract.AssessRisk;
import io.txswitch.core.contract.FindRoute;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.contract.Verdict;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxHeader;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out effects; every answer comes back as an input, and a missing one too. */
final class EffectRunner {
    /** The client's deadline is answered by the core; the host must have answered a little before. */
    private static final long ANSWER_MARGIN_MS = 200;
    /** The bus waits a little longer than the host line, so that the line's own word arrives. */
    private static final long BUS_MARGIN_MS = 1_000;

    private final ActorSettings settings;
    private final Ports ports;
    private final Lane lane;
    private final Consumer<InFlight> compensate;

    EffectRunner(ActorSettings settings, Ports ports, Lane lane, Consumer<InFlight> compensate) {
        this.settings = settings;
        this.ports = ports;
        this.lane = lane;
        this.compensate = compensate;
    }

    void run(InFlight flight, Effect effect) {
        switch (effect) {
            case Effect.AnswerClient e -> lane.answerClient(flight);
            case Effect.Compensate e -> compensate.accept(flight);
            case Effect.AskRisk e -> askRisk(flight);
            case Effect.AskRoute e -> askRoute(flight);
            case Effect.CallHost e -> {
                if (flight.owned) {
                    callHost(flight, e);
                }
            }
            case Effect.ArmTimer e -> {
                if (flight.owned) {
                    arm(flight, e);
                }
            }
        }
    }

    private void arm(InFlight flight, Effect.ArmTimer effect) {
        flight.remember(ports.timers()
                .arm(
                        effect.delayMs(),
                        () -> lane.offer(flight, new Input.TimerFired(effect.timer(), effect.attempt()))));
    }

    private void askRisk(InFlight flight) {
        TxHeader header = flight.tx.header();
        AssessRisk question = new AssessRisk(
                header.id(),
                header.dedupeKey(),
                header.merchantId(),
                header.terminalId(),
                header.product(),
                header.money(),
                header.card() == null ? null : header.card().hash(),
                header.card() == null ? null : header.card().first6());
        long start = ports.metrics().start();
        ports.bus().request(Addresses.RISK_ASSESS, question, stepMs(header)).onComplete(done -> {
            ports.metrics().took(FlowMetrics.Hop.RISK, start);
            Verdict verdict =
                    done.succeeded() ? done.result() : Verdict.refuse(Reason.RISK_UNAVAILABLE, "risk did not answer");
            lane.offer(flight, new Input.RiskAnswered(verdict));
        });
    }

    private void askRoute(InFlight flight) {
        TxHeader header = flight.tx.header();
        if (leftMs(header) <= 0 || flight.toldNoFromMemory()) {
            lane.offer(flight, new Input.RouteAnswered(RouteChoice.none("the client's deadline is over")));
            return;
        }
        if (header.kind() == Kind.DEDUCTION) {
            lane.offer(flight, new Input.RouteAnswered(agreementsOwn(flight)));
            return;
        }
        FindRoute question = new FindRoute(
                header.id(),
                header.merchantId(),
                header.product(),
                header.money(),
                header.card() == null ? null : header.card().first6(),
                flight.tx.triedHosts());
        long start = ports.metrics().start();
        ports.bus().request(Addresses.ROUTE_FIND, question, stepMs(header)).onComplete(done -> {
            ports.metrics().took(FlowMetrics.Hop.ROUTE, start);
            lane.offer(
                    flight,
                    new Input.RouteAnswered(
                            done.succeeded() ? done.result() : RouteChoice.none("the router did not answer")));
        });
    }

    /** Only the channel where it was signed can take money by an agreement. */
    private static RouteChoice agreementsOwn(InFlight flight) {
        String hostId = flight.original == null ? null : flight.original.hostId();
        return hostId == null || flight.tx.triedHosts().contains(hostId)
                ? RouteChoice.none("the agreement's channel cannot be reached")
                : new RouteChoice(hostId, "the agreement's own channel");
    }

    /** The deadline is checked here, and once more by the line immediately before it writes. */
    private void callHost(InFlight flight, Effect.CallHost effect) {
        TxHeader header = flight.tx.header();
        boolean clientWaits = effect.operation() == Operation.CHARGE;
        long deadlineMs = clientWaits ? leftMs(header) - ANSWER_MARGIN_MS : settings.hostTimeoutMs();
        if (deadlineMs <= 0 || (flight.toldNoFromMemory() && beginsIt(effect))) {
            answered(flight, effect, HostAnswer.notSent("the client's deadline is over"));
            return;
        }
        if (!ports.leaseHeld().getAsBoolean()) {
            lane.abandon(flight);
            return;
        }
        Transaction original = flight.original;
        if (effect.operation() == Operation.FORWARD && original != null && original.isOpen()) {
            waitForOriginal(flight, effect, original);
        } else {
            send(flight, effect, deadlineMs);
        }
    }

    /** Advices are in the order of their originals: the bank cannot adjust what it has not heard of. */
    private void waitForOriginal(InFlight flight, Effect.CallHost effect, Transaction original) {
        ports.journal().load(original.id()).onComplete(loaded -> {
            if (loaded.succeeded() && loaded.result().isPresent()) {
                var row = loaded.result().get();
                flight.original = TransactionFold.fold(row.events(), row.appends());
            }
            answered(flight, effect, HostAnswer.notSent("its original is under way"));
        });
    }

    private void send(InFlight flight, Effect.CallHost effect, long deadlineMs) {
        long start = ports.metrics().start();
        ports.bus()
                .request(
                        Addresses.HOST_CALL.with(effect.hostId()),
                        request(flight, effect, deadlineMs),
                        deadlineMs + BUS_MARGIN_MS)
                .onComplete(done -> {
                    ports.metrics().took(FlowMetrics.Hop.HOST, start);
                    answered(flight, effect, done.succeeded() ? done.result() : unanswered(done.cause()));
                });
    }

    /** One question beside the flow's own: it moves nothing, and whoever asks judges the answer. */
    Future<HostAnswer> query(InFlight flight, String hostId) {
        Effect.CallHost question = new Effect.CallHost(Operation.QUERY, hostId, 0);
        long deadlineMs = settings.hostTimeoutMs();
        return ports.bus()
                .request(
                        Addresses.HOST_CALL.with(hostId),
                        request(flight, question, deadlineMs),
                        deadlineMs + BUS_MARGIN_MS);
    }

    /** The first word about it to a host; everything later asks about it or takes it back. */
    private static boolean beginsIt(Effect.CallHost effect) {
        return switch (effect.operation()) {
            case CHARGE -> true;
            case REFUND, TRANSFER, SHARE -> effect.attempt() == 0;
            case QUERY, CLOSE, REVERSE, QUERY_REFUND, FORWARD, CONFIRM, QUERY_TRANSFER, QUERY_SHARE -> false;
        };
    }

    private void answered(InFlight flight, Effect.CallHost effect, HostAnswer answer) {
        if (effect.operation() == Operation.CHARGE) {
            flight.emv = answer.emv();
            flight.balance = answer.balance();
        }
        Input.HostAnswered input = new Input.HostAnswered(effect.operation(), answer, effect.attempt());
        if (effect.operation() == Operation.CONFIRM) {
            lane.confirmed(flight, input);
        } else {
            lane.offer(flight, input);
        }
    }

    /** Only "there was no handler" is certain; any other silence may have moved money. */
    private static HostAnswer unanswered(Throwable cause) {
        return cause instanceof BusException bus && bus.undelivered()
                ? HostAnswer.notSent("no such host on the bus")
                : HostAnswer.unknown("the host line did not answer");
    }

    private static HostRequest request(InFlight flight, Effect.CallHost effect, long deadlineMs) {
        Transaction original = flight.original;
        boolean aboutOriginal = CompensationFlow.reversesOriginal(flight.tx)
                || (flight.tx.kind() == Kind.COMPENSATION && effect.operation() == Operation.QUERY);
        Transaction subject = original != null && aboutOriginal ? original : flight.tx;
        return new HostRequest(
                effect.operation(),
                effect.hostId(),
                subject.header(),
                mayCarryCard(effect) ? flight.card : null,
                subject.facts(),
                header(original),
                effect.attempt(),
                deadlineMs,
                original == null ? null : original.facts(),
                effect.operation() == Operation.CHARGE ? flight.payerCode : null,
                effect.operation() == Operation.CONFIRM ? flight.confirmCode : null);
    }

    /** What was read from the card goes out once; whatever follows has what was sealed of it. */
    private static boolean mayCarryCard(Effect.CallHost effect) {
        return switch (effect.operation()) {
            case CHARGE -> true;
            case REFUND, FORWARD -> effect.attempt() == 0;
            case QUERY, REVERSE, CLOSE, QUERY_REFUND, CONFIRM, TRANSFER, QUERY_TRANSFER, SHARE, QUERY_SHARE -> false;
        };
    }

    private static @Nullable TxHeader header(@Nullable Transaction original) {
        return original == null ? null : original.header();
    }

    private long stepMs(TxHeader header) {
        return Math.max(1, Math.min(settings.stepTimeoutMs(), leftMs(header)));
    }

    private long leftMs(TxHeader header) {
        return Duration.between(ports.clock().instant(), header.answerBy()).toMillis();
    }
}
