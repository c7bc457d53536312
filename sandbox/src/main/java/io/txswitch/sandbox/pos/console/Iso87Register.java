package io.txswitch.sandbox.pos.console;

import io.txswitch.sandbox.crypto.PinBlocks;
import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.pos.NoAnswerException;
import io.txswitch.sandbox.pos.PosAnswer;
import io.txswitch.sandbox.pos.PosMessages;
import io.txswitch.sandbox.pos.PosRequest;
import io.txswitch.sandbox.pos.PosTerminal;
import io.txswitch.sandbox.pos.SandboxCard;
import io.txswitch.sandbox.pos.unionpay.CardEntry;
import io.txswitch.sandbox.pos.unionpay.CashRegister;
import io.txswitch.sandbox.pos.unionpay.PosKind;
import io.txswitch.sandbox.pos.unionpay.Settlement;
import io.txswitch.sandbox.pos.unionpay.Slip;
import io.txswitch.sandbox.pos.unionpay.Slip.Outcome;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A cash register on a terminal of the binary wire: no sign-in, no MAC, no batch; originals are named by DE37 and DE90.
 *
 * <p>Silence and doubt are answered by one reversal.
 */
final class Iso87Register implements CashRegister {
    private static final Set<String> APPROVALS = Set.of("00", "10");
    private static final int MAX_SLIPS = 999;
    private static final String NO_INSTITUTIONS = "0".repeat(22);
    private static final String NOT_HERE = "not part of iso87-binary";

    private final PosTerminal terminal;
    private final byte[] pinKey;
    private final List<Slip> slips = new CopyOnWriteArrayList<>();

    /** @param pinKey what PIN blocks are encrypted under: this wire has no sign-in */
    Iso87Register(PosTerminal terminal, byte[] pinKey) {
        this.terminal = terminal;
        this.pinKey = pinKey.clone();
    }

    @Override
    public Future<String> signIn() {
        return network("001");
    }

    @Override
    public Future<String> signOff() {
        return network("002");
    }

    @Override
    public Future<String> echo() {
        return network("301");
    }

    private Future<String> network(String code) {
        PosRequest request = terminal.messages()
                .request("0800", message -> message.without(49).set(70, code));
        return terminal.send(request).map(PosAnswer::responseCode).recover(Iso87Register::nothing);
    }

    private static Future<String> nothing(Throwable failure) {
        return failure instanceof NoAnswerException ? Future.succeededFuture("") : Future.failedFuture(failure);
    }

    @Override
    public Future<Slip> sale(long amountMinor, CardEntry entry) {
        return run(PosKind.SALE, amountMinor, entry, null);
    }

    @Override
    public Future<Slip> offlineSale(long amountMinor, CardEntry entry) {
        return run(PosKind.OFFLINE_SALE, amountMinor, entry, null);
    }

    @Override
    public Future<Slip> preAuth(long amountMinor, CardEntry entry) {
        return run(PosKind.PRE_AUTH, amountMinor, entry, null);
    }

    @Override
    public Future<Slip> complete(Slip preAuth, long amountMinor) {
        return run(PosKind.COMPLETION, amountMinor, preAuth.keyedIn(), preAuth);
    }

    @Override
    public Future<Slip> completeByAdvice(Slip preAuth, long amountMinor) {
        return run(PosKind.COMPLETION_ADVICE, amountMinor, preAuth.keyedIn(), preAuth);
    }

    @Override
    public Future<Slip> voidOf(Slip original) {
        return run(original.kind().voidedBy(), original.movedMinor(), original.keyedIn(), original);
    }

    @Override
    public Future<Slip> refund(Slip original, long amountMinor) {
        return run(PosKind.REFUND, amountMinor, original.keyedIn(), original);
    }

    @Override
    public Future<Slip> tip(Slip sale, long tipMinor) {
        return Future.failedFuture(new IllegalStateException("tip: " + NOT_HERE));
    }

    @Override
    public Future<Slip> balance(CardEntry entry) {
        return run(PosKind.BALANCE, 0, entry, null);
    }

    @Override
    public Future<Settlement> settle() {
        return Future.failedFuture(new IllegalStateException("settle: " + NOT_HERE));
    }

    @Override
    public Optional<Slip> find(String traceOrRrn) {
        String padded = "0".repeat(Math.max(0, 6 - traceOrRrn.length())) + traceOrRrn;
        return slips.reversed().stream()
                .filter(slip -> slip.trace().equals(padded) || slip.rrn().equals(traceOrRrn))
                .findFirst();
    }

    @Override
    public List<Slip> slips() {
        return List.copyOf(slips);
    }

    @Override
    public Future<Void> close() {
        return terminal.close();
    }

    private Future<Slip> run(PosKind kind, long amountMinor, CardEntry entry, @Nullable Slip original) {
        PosRequest request = request(kind, amountMinor, entry, original);
        return terminal.send(request)
                .compose(answer -> answered(kind, request, answer, entry))
                .recover(failure -> failure instanceof NoAnswerException
                        ? doubtful(kind, request, Optional.empty(), entry, "no answer")
                        : Future.failedFuture(failure));
    }

    private PosRequest request(PosKind kind, long amountMinor, CardEntry entry, @Nullable Slip original) {
        PosMessages messages = terminal.messages();
        SandboxCard card = entry.card();
        byte[] signed = card != null && entry.hasChip()
                ? messages.sign(card, amountMinor, kind == PosKind.BALANCE ? "31" : "00")
                : new byte[0];
        return messages.request(kind.mti(), message -> {
            message.set(3, kind.code()).set(22, entry.mode()).set(25, kind.condition());
            if (kind != PosKind.BALANCE) {
                message.set(4, amountMinor);
            }
            if (card != null) {
                card(message, card, entry);
            }
            if (signed.length > 0) {
                message.set(55, signed);
            }
            if (!entry.code().isEmpty()) {
                message.set(62, "QR" + entry.code());
            }
            if (kind == PosKind.OFFLINE_SALE) {
                message.set(38, "VOICE1");
            }
            return original == null ? message : named(message, original);
        });
    }

    private void card(IsoMessage.Builder message, SandboxCard card, CardEntry entry) {
        message.set(2, card.pan()).set(14, card.expiry());
        if (entry.way() != CardEntry.Way.MANUAL) {
            message.set(35, card.track2());
        }
        if (entry.hasChip()) {
            message.set(23, card.sequence());
        }
        if (!entry.pin().isEmpty()) {
            message.set(52, PinBlocks.format0(pinKey, entry.pin(), card.pan()));
        }
    }

    private static IsoMessage.Builder named(IsoMessage.Builder message, Slip original) {
        message.set(37, original.rrn());
        if (!original.authCode().isEmpty()) {
            message.set(38, original.authCode());
        }
        Optional.ofNullable(original.answer())
                .flatMap(answer -> answer.get(7))
                .ifPresent(
                        sentAt -> message.set(90, original.kind().mti() + original.trace() + sentAt + NO_INSTITUTIONS));
        return message;
    }

    private Future<Slip> answered(PosKind kind, PosRequest request, PosAnswer answer, CardEntry entry) {
        boolean approval = APPROVALS.contains(answer.responseCode());
        boolean part = answer.responseCode().equals("10");
        boolean sameAmount =
                part || !answer.message().has(4) || answer.message().number(4) == request.amountMinor();
        if (approval && !sameAmount) {
            return doubtful(kind, request, Optional.of(answer), entry, "approved for another amount");
        }
        Slip slip = slip(kind, approval ? Outcome.APPROVED : Outcome.DECLINED, request, Optional.of(answer), entry, "");
        if (approval && slips.size() < MAX_SLIPS) {
            slips.add(slip);
        }
        return Future.succeededFuture(slip);
    }

    private Future<Slip> doubtful(
            PosKind kind, PosRequest request, Optional<PosAnswer> answer, CardEntry entry, String why) {
        if (!kind.isReversible()) {
            return Future.succeededFuture(slip(kind, Outcome.UNKNOWN, request, answer, entry, why));
        }
        return terminal.reverse(request)
                .map(reversed ->
                        Set.of("00", "12", "25").contains(reversed.responseCode()) ? Outcome.REVERSED : Outcome.UNKNOWN)
                .otherwise(Outcome.UNKNOWN)
                .map(outcome -> slip(kind, outcome, request, answer, entry, why));
    }

    private static Slip slip(
            PosKind kind,
            Outcome outcome,
            PosRequest request,
            Optional<PosAnswer> answer,
            CardEntry entry,
            String why) {
        IsoMessage told = answer.map(PosAnswer::message).orElse(null);
        boolean part = answer.filter(one -> one.responseCode().equals("10")).isPresent();
        long moved = part && told != null ? told.number(4) : request.amountMinor();
        return new Slip(
                kind,
                outcome,
                "",
                request.trace(),
                request.message().text(13),
                request.amountMinor(),
                outcome == Outcome.APPROVED ? moved : 0,
                answer.map(PosAnswer::responseCode).orElse(""),
                answer.flatMap(PosAnswer::rrn).orElse(""),
                told == null ? "" : told.get(38).map(String::strip).orElse(""),
                entry,
                told,
                why);
    }
}
