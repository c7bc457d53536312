package io.txswitch.sandbox.pos.unionpay;

import io.txswitch.sandbox.crypto.SignInKeys;
import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.pos.VirtualChip;
import io.txswitch.sandbox.pos.unionpay.AnswerCheck.Doubt;
import io.txswitch.sandbox.pos.unionpay.PosComposer.Draft;
import io.txswitch.sandbox.pos.unionpay.Slip.Outcome;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One transaction from the draft to the slip; what is not believed is taken back or told again until it is.
 *
 * <p>At most one message is due at a time: nothing new is asked before it is acknowledged.
 */
final class PosExchange {
    /** Tries of what must arrive, before the cashier is told that it did not; the next transaction tries again. */
    private static final int TRIES = 3;

    /** A reversal is done when the host did it, or has nothing to take back. */
    private static final Set<String> REVERSED = Set.of("00", "12", "25");

    private final UnionPayOptions options;
    private final PosLine line;
    private final PosComposer composer;
    private final PosLog log;
    private final TerminalBatch batch;
    private final VirtualChip chip;
    private @Nullable Session session;
    private volatile @Nullable Due due;

    PosExchange(UnionPayOptions options, PosLine line, PosComposer composer, PosLog log, TerminalBatch batch) {
        this.options = options;
        this.line = line;
        this.composer = composer;
        this.log = log;
        this.batch = batch;
        this.chip = new VirtualChip(options.random());
    }

    private record Session(SignInKeys keys, MacSeal seal) {}

    /** A message that must arrive, without its MAC: the keys may change before it does. */
    private record Due(IsoMessage message, Set<String> acknowledgements) {}

    void keys(SignInKeys keys) {
        session = new Session(keys, new MacSeal(options.keys().mac(), keys.mak()));
    }

    void forgetKeys() {
        session = null;
    }

    boolean owes() {
        return due != null;
    }

    Future<Slip> run(PosKind kind, long amountMinor, CardEntry entry, @Nullable Slip original) {
        return sendDue().compose(sent -> {
            Session now = session;
            if (now == null) {
                return Future.failedFuture(new IllegalStateException("sign in first"));
            }
            if (due != null) {
                return Future.failedFuture(new IllegalStateException("a reversal or an advice is still due"));
            }
            if (batch.isFull()) {
                return Future.failedFuture(new IllegalStateException("the batch is full: settle first"));
            }
            Draft draft = new Draft(kind, batch.number(), batch.takeTrace(), amountMinor, entry, original);
            return transact(draft, now);
        });
    }

    private Future<Slip> transact(Draft draft, Session now) {
        VirtualChip.Signed signed = signed(draft);
        IsoMessage message = composer.transaction(draft, now.keys(), signed);
        IsoMessage sealed = now.seal().sealed(message);
        return line.ask(sealed).compose(answer -> {
            log.write(draft.kind().name(), sealed, answer);
            Doubt doubt = answer.map(
                            told -> AnswerCheck.of(message, told, now.seal(), signed, options.partialApproval()))
                    .orElse(new Doubt(AnswerCheck.SILENCE, "no answer"));
            return doubt.exists()
                    ? doubtful(draft, message, signed, answer, doubt)
                    : believed(draft, answer.orElseThrow(), signed, now);
        });
    }

    private VirtualChip.@Nullable Signed signed(Draft draft) {
        CardEntry entry = draft.entry();
        if (!entry.way().hasChip() || entry.card() == null) {
            return null;
        }
        String kind = draft.kind() == PosKind.BALANCE ? "31" : "00";
        return chip.sign(entry.card(), draft.amountMinor(), kind, draft.trace(), composer.now());
    }

    private Future<Slip> believed(Draft draft, IsoMessage answer, VirtualChip.@Nullable Signed signed, Session now) {
        boolean approved = ResponseText.APPROVALS.contains(answer.text(39));
        Slip slip = slip(draft, approved ? Outcome.APPROVED : Outcome.DECLINED, Optional.of(answer), "");
        batch.add(slip);
        if (approved && signed != null && answer.has(55) && VirtualChip.Signed.hasScript(answer.bytes(55))) {
            IsoMessage result = now.seal().sealed(composer.scriptResult(batch.takeTrace(), slip, signed));
            return line.ask(result)
                    .onSuccess(told -> log.write("SCRIPT_RESULT", result, told))
                    .map(told -> slip);
        }
        return Future.succeededFuture(slip);
    }

    private Future<Slip> doubtful(
            Draft draft,
            IsoMessage message,
            VirtualChip.@Nullable Signed signed,
            Optional<IsoMessage> answer,
            Doubt doubt) {
        if (draft.kind() == PosKind.BALANCE) {
            return Future.succeededFuture(slip(draft, Outcome.DECLINED, answer, doubt.words()));
        }
        due = draft.kind().isReversible()
                ? new Due(composer.reversal(message, signed, doubt.reversalReason()), REVERSED)
                : new Due(message, ResponseText.APPROVALS);
        if (doubt.reversalReason().equals(AnswerCheck.WRONG_MAC)) {
            // Whatever is sent under these keys is refused or not believed: the next sign-in sends what is due.
            session = null;
        }
        return sendDue().map(sent -> {
            if (due != null) {
                return slip(draft, Outcome.UNKNOWN, answer, doubt.words());
            }
            Outcome outcome = draft.kind().isReversible() ? Outcome.REVERSED : Outcome.APPROVED;
            Slip slip = slip(draft, outcome, answer, doubt.words());
            batch.add(slip);
            return slip;
        });
    }

    private Slip slip(Draft draft, Outcome outcome, Optional<IsoMessage> answer, String note) {
        boolean approved = outcome == Outcome.APPROVED;
        boolean part = answer.flatMap(told -> told.get(39)).filter("10"::equals).isPresent();
        long moved = part ? answer.orElseThrow().number(4) : draft.amountMinor();
        return new Slip(
                draft.kind(),
                outcome,
                draft.batch(),
                draft.trace(),
                composer.today(),
                draft.amountMinor(),
                approved ? moved : 0,
                field(answer, 39),
                field(answer, 37),
                field(answer, 38),
                draft.entry(),
                answer.orElse(null),
                note);
    }

    private static String field(Optional<IsoMessage> answer, int number) {
        return answer.flatMap(told -> told.get(number)).map(String::strip).orElse("");
    }

    /** Sends what is due, some times; whoever needs it done looks at {@link #owes()} afterwards. */
    Future<Void> sendDue() {
        return sendDue(TRIES);
    }

    private Future<Void> sendDue(int tries) {
        Due one = due;
        Session now = session;
        if (one == null || now == null || tries == 0) {
            return Future.succeededFuture();
        }
        IsoMessage sealed = now.seal().sealed(one.message());
        return line.ask(sealed).compose(answer -> {
            log.write(one.message().mti().equals("0400") ? "REVERSAL" : "REPEAT", sealed, answer);
            boolean done = answer.filter(told -> acknowledges(one, told, now)).isPresent();
            if (done) {
                due = null;
            }
            return sendDue(tries - 1);
        });
    }

    private static boolean acknowledges(Due one, IsoMessage answer, Session now) {
        boolean code = answer.get(39).filter(one.acknowledgements()::contains).isPresent();
        return code && now.seal().fits(answer);
    }

    /** Asks something that moves no money; the answer or nothing. @param authenticated whether it carries a MAC */
    Future<Optional<IsoMessage>> ask(String kind, IsoMessage message, boolean authenticated) {
        Session now = session;
        IsoMessage sealed = authenticated && now != null ? now.seal().sealed(message) : message;
        return line.ask(sealed).onSuccess(answer -> log.write(kind, sealed, answer));
    }
}
