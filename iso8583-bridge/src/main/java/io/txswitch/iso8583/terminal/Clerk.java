package io.txswitch.iso8583.terminal;

import io.txswitch.core.bus.BusException;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is between a terminal and the switch alone, and moves no money; never fails. */
final class Clerk {
    private static final Logger LOG = LoggerFactory.getLogger(Clerk.class);

    private final TerminalAnswers answers;
    private final SignIn signIn;
    private final Settlement settlement;
    private final BatchUpload upload;

    Clerk(TerminalAnswers answers, SignIn signIn, Settlement settlement, BatchUpload upload) {
        this.answers = answers;
        this.signIn = signIn;
        this.settlement = settlement;
        this.upload = upload;
    }

    Future<IsoMessage> serve(Demand demand) {
        return answer(demand).recover(cause -> Future.succeededFuture(unavailable(demand, cause)));
    }

    private Future<IsoMessage> answer(Demand demand) {
        return switch (demand.asked()) {
            case SIGN_IN -> signIn.on(demand);
            case SIGN_OFF -> signIn.off(demand);
            case ECHO -> signIn.echo(demand);
            case SETTLEMENT -> settlement.settle(demand);
            case UPLOAD -> upload.take(demand);
            case UPLOAD_END -> upload.end(demand);
            default -> Future.succeededFuture(answers.refusal(demand.message(), Reason.INVALID_TRANSACTION));
        };
    }

    /** Nothing moved, so the terminal may ask again. */
    private IsoMessage unavailable(Demand demand, Throwable cause) {
        boolean module = cause instanceof SecurityModuleException;
        boolean core = cause instanceof BusException;
        LOG.warn(
                "terminal={} asked={} refused=unavailable what={} cause=\"{}\"",
                demand.terminalId(),
                demand.asked(),
                module ? "security-module" : core ? "core" : "store",
                cause.getMessage());
        Reason reason = module ? Reason.SYSTEM_ERROR : Reason.JOURNAL_UNAVAILABLE;
        return answers.refusal(demand.message(), reason);
    }
}
