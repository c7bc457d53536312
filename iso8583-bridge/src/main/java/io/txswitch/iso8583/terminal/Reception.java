package io.txswitch.iso8583.terminal;

import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import io.txswitch.iso8583.registry.Family;
import io.txswitch.iso8583.registry.TerminalDirectory;
import io.txswitch.iso8583.registry.TerminalProfile;
import io.txswitch.iso8583.terminal.TerminalMetrics.Refusal;
import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a message in: its terminal is known (97), not blocked and on a port of its kind (58), it is authenticated (A0,
 * 77) and of the open batch (77). A store that does not answer refuses at once (91), a security module too (96).
 */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final TerminalDirectory directory;
    private final Family standard;
    private final MessageGuard guard;
    private final OpenBatches batches;
    private final TerminalMetrics metrics;

    /** @param standard the listener's family: of terminals that are known by a profile which names none */
    Reception(
            TerminalDirectory directory,
            Family standard,
            MessageGuard guard,
            OpenBatches batches,
            TerminalMetrics metrics) {
        this.directory = directory;
        this.standard = standard;
        this.guard = guard;
        this.batches = batches;
        this.metrics = metrics;
    }

    /** Never fails. */
    Future<Admission> admit(String terminalId, IsoMessage message, byte[] bytes) {
        return directory
                .lookup(terminalId)
                .compose(found -> known(found, message, bytes))
                .recover(cause -> Future.succeededFuture(unavailable(terminalId, cause)));
    }

    private Future<Admission> known(Optional<TerminalProfile> found, IsoMessage message, byte[] bytes) {
        if (found.isEmpty()) {
            return refused(Reason.UNKNOWN_TERMINAL);
        }
        TerminalProfile profile = onThisPort(found.get());
        Dialect spoken = profile.family().dialect();
        if (profile.blocked() || !spoken.name().equals(standard.dialect().name())) {
            return refused(Reason.TERMINAL_BLOCKED);
        }
        Future<Admission> admission = guard.admit(message, bytes, profile);
        return profile.family().batches().numbered() ? admission.compose(each -> inBatch(each, message)) : admission;
    }

    private TerminalProfile onThisPort(TerminalProfile profile) {
        boolean unnamed = !profile.registered() && profile.family().name().equals(Family.DEFAULT);
        return unnamed
                ? new TerminalProfile(profile.terminalId(), profile.merchantId(), standard, profile.blocked(), false)
                : profile;
    }

    private Future<Admission> inBatch(Admission admission, IsoMessage message) {
        if (!(admission instanceof Admission.Admitted admitted)) {
            return Future.succeededFuture(admission);
        }
        Demand demand = Demand.of(Grammar.of(standard.dialect()), message, admitted.caller());
        return batches.refusal(demand)
                .map(reason ->
                        reason.isEmpty() ? admission : new Admission.Refused(reason.get(), admitted.answerKey()));
    }

    private Future<Admission> refused(Reason reason) {
        metrics.refused(reason == Reason.UNKNOWN_TERMINAL ? Refusal.UNKNOWN_TERMINAL : Refusal.BLOCKED_TERMINAL);
        return Future.succeededFuture(Admission.refused(reason));
    }

    private Admission unavailable(String terminalId, Throwable cause) {
        boolean module = cause instanceof SecurityModuleException;
        metrics.refused(Refusal.UNAVAILABLE);
        LOG.warn(
                "terminal={} refused=unavailable what={} cause=\"{}\"",
                LogText.of(terminalId),
                module ? "security-module" : "store",
                cause.getMessage());
        return Admission.refused(module ? Reason.SYSTEM_ERROR : Reason.JOURNAL_UNAVAILABLE);
    }
}
