package io.txswitch.core.flow;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.contract.ConfirmPayment;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.flow.InFlight.Taken;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * The payer's second step. What he was sent is kept in memory for one call and nowhere else: without it nothing is lost
 * but this attempt, since a payment that waits is asked about until it has an end.
 */
final class Confirmations {
    /** The owner answers within the client's time; the bus waits a little longer. */
    private static final long BUS_MARGIN_MS = 1_000;

    private final Ports ports;
    private final InFlightTable table;
    private final Lane lane;

    Confirmations(Ports ports, InFlightTable table, Lane lane) {
        this.ports = ports;
        this.table = table;
        this.lane = lane;
    }

    /** Of another node's payment that node is asked: only the owner of a payment talks to its channel. */
    Future<Outcome> confirm(InFlight flight, ConfirmPayment command, boolean mayPassOn) {
        Reason refusal = Permissions.refusal(flight.tx, command);
        if (refusal != null || flight.owned) {
            return refusal == null ? here(flight, command) : over(flight, Outcome.refused(refusal));
        }
        Outcome asItStands = Outcomes.of(flight.tx, null, true);
        String owner = flight.owner;
        if (!mayPassOn || owner == null) {
            return over(flight, asItStands);
        }
        return over(flight, asItStands)
                .compose(known -> ports.bus()
                        .request(
                                Addresses.PAYMENT_CONFIRM.with(owner),
                                command,
                                command.answerWithinMs() + BUS_MARGIN_MS)
                        .otherwise(known));
    }

    /** Completes when the channel has answered, or after so long with how it stands then. */
    private Future<Outcome> here(InFlight flight, ConfirmPayment command) {
        if (flight.tx.phase() != Phase.PENDING) {
            return over(flight, Outcomes.of(flight.tx, null, true));
        }
        if (flight.confirmCode != null) {
            return Future.succeededFuture(Outcome.refused(Reason.IN_PROGRESS));
        }
        Promise<Outcome> client = Promise.promise();
        flight.confirming(command.code(), client);
        flight.remember(ports.timers()
                .arm(command.answerWithinMs(), () -> client.tryComplete(Outcomes.of(flight.tx, null, false))));
        Promise<Taken> asked = Promise.promise();
        lane.offer(flight, new Input.ConfirmRequested(), asked);
        asked.future().onSuccess(taken -> {
            if (taken != Taken.DONE || flight.tx.phase() != Phase.PENDING) {
                tell(flight);
            }
        });
        return client.future();
    }

    private Future<Outcome> over(InFlight flight, Outcome outcome) {
        table.removeWhenOver(flight);
        return Future.succeededFuture(outcome);
    }

    static void tell(InFlight flight) {
        Promise<Outcome> client = flight.takeConfirmer();
        if (client != null) {
            client.tryComplete(Outcomes.of(flight.tx, null, false));
        }
    }
}
