package io.txswitch.sandbox.pos.unionpay;

import io.txswitch.sandbox.crypto.PinBlocks;
import io.txswitch.sandbox.crypto.SignInKeys;
import io.txswitch.sandbox.iso.FieldTable;
import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.pos.SandboxCard;
import io.txswitch.sandbox.pos.VirtualChip;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a terminal's messages. Source: UnionPay POS profile, fields 11 to 63. */
final class PosComposer {
    /** F48 of a batch upload holds this many transactions of forty digits. */
    static final int UPLOADED_AT_ONCE = 8;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("MMdd").withZone(ZoneOffset.ofHours(8));
    private static final String YUAN = "156";
    private static final String OPERATOR = "01 ";
    private static final String SERIAL = "Sequence No15SX10000100000001";
    private static final String MAX_PIN_LENGTH = "12";

    /** F53: the block is bound to the card number (2), the key is single (0) or double (6). */
    private static final String PIN_UNDER_SINGLE = "20";

    private static final String PIN_UNDER_DOUBLE = "26";
    private static final String NOT_USED = "0".repeat(14);
    private static final String NETWORK = "000";
    private static final String SCRIPT_RESULT_NETWORK = "951";
    private static final String READS_EVERYTHING = "6";
    private static final int NOT_FILLED = 0;

    /** Tags of the chip that a reversal repeats, and those of a script's result. */
    private static final List<String> REVERSED_TAGS = List.of("95", "9F1E", "9F10", "9F36");

    private static final List<String> RESULT_TAGS = List.of("9F33", "95", "9F37", "9F1E", "9F10", "9F26", "9F36", "82");

    private final UnionPayOptions options;

    PosComposer(UnionPayOptions options) {
        this.options = options;
    }

    /** A transaction as the cashier asked for it. */
    record Draft(
            PosKind kind,
            String batch,
            String trace,
            long amountMinor,
            CardEntry entry,
            @Nullable Slip original) {}

    String today() {
        return DATE.format(options.clock().instant());
    }

    Instant now() {
        return options.clock().instant();
    }

    /** @param signed what the chip signed; null when none was read */
    IsoMessage transaction(Draft draft, SignInKeys keys, VirtualChip.@Nullable Signed signed) {
        PosKind kind = draft.kind();
        CardEntry entry = draft.entry();
        IsoMessage.Builder message = begin(kind.mti(), draft.trace())
                .set(3, kind.code())
                .set(22, entry.mode())
                .set(25, kind.condition())
                .set(49, YUAN)
                .set(60, kind.type() + draft.batch() + NETWORK + capabilities(entry));
        if (kind != PosKind.BALANCE) {
            message.set(4, wireAmount(draft));
        }
        card(message, entry);
        pin(message, entry, keys);
        original(message, draft.original());
        if (signed != null) {
            message.set(55, signed.data());
        }
        if (entry.way() == CardEntry.Way.QR && !entry.code().isEmpty()) {
            message.set(62, ("QR" + entry.code()).getBytes(StandardCharsets.US_ASCII));
        }
        if (kind == PosKind.OFFLINE_SALE) {
            message.set(38, draft.trace()); // the voice centre's code
        }
        return message.build();
    }

    /** A tip is told as the new total; everything else as its own amount. */
    private static long wireAmount(Draft draft) {
        Slip original = draft.original();
        return draft.kind() == PosKind.TIP && original != null
                ? original.movedMinor() + draft.amountMinor()
                : draft.amountMinor();
    }

    /** F60.4 to 60.6: what the terminal reads, whether a chip failed before, whether it takes parts. */
    private String capabilities(CardEntry entry) {
        String condition = entry.way() == CardEntry.Way.FALLBACK ? "2" : "0";
        return READS_EVERYTHING + condition + (options.partialApproval() ? "1" : "0");
    }

    private static void card(IsoMessage.Builder message, CardEntry entry) {
        SandboxCard card = entry.card();
        if (card == null) {
            return;
        }
        message.set(2, card.pan()).set(14, card.expiry());
        if (entry.way() != CardEntry.Way.MANUAL) {
            message.set(35, card.track2());
        }
        if (entry.way().hasChip()) {
            message.set(23, card.sequence());
        }
    }

    private static void pin(IsoMessage.Builder message, CardEntry entry, SignInKeys keys) {
        SandboxCard card = entry.card();
        if (entry.pin().isEmpty() || card == null) {
            return;
        }
        message.set(26, MAX_PIN_LENGTH)
                .set(52, PinBlocks.format0(keys.pik(), entry.pin(), card.pan()))
                .set(53, (keys.pik().length == 8 ? PIN_UNDER_SINGLE : PIN_UNDER_DOUBLE) + NOT_USED);
    }

    private static void original(IsoMessage.Builder message, @Nullable Slip original) {
        if (original == null) {
            return;
        }
        if (!original.trace().isEmpty()) {
            message.set(61, original.batch() + original.trace() + original.date());
        }
        if (!original.rrn().isEmpty()) {
            message.set(37, original.rrn());
        }
        if (!original.authCode().isEmpty()) {
            message.set(38, original.authCode());
        }
    }

    /** The reversal of a message: its own trace and F60, and why. @param reason 98, 06 or A0 */
    IsoMessage reversal(IsoMessage sent, VirtualChip.@Nullable Signed signed, String reason) {
        IsoMessage.Builder message = IsoMessage.builder(FieldTable.UNIONPAY_POS, "0400")
                .copy(sent, 2, 3, 4, 11, 14, 22, 23, 25, 38, 41, 42, 49, 60, 61)
                .set(39, reason);
        if (signed != null) {
            message.set(55, signed.some(REVERSED_TAGS));
        }
        return message.build();
    }

    /** What became of an issuer's script: DF31 holds five bytes, the first says that it was carried out. */
    IsoMessage scriptResult(String trace, Slip slip, VirtualChip.Signed signed) {
        byte[] tags = signed.some(RESULT_TAGS);
        byte[] result = {(byte) 0xdf, 0x31, 5, 0x20, 0, 0, 0, 1};
        byte[] both = new byte[tags.length + result.length];
        System.arraycopy(tags, 0, both, 0, tags.length);
        System.arraycopy(result, 0, both, tags.length, result.length);
        return begin("0620", trace)
                .set(3, slip.kind().code())
                .set(4, slip.movedMinor())
                .set(22, slip.entry().mode())
                .set(25, slip.kind().condition())
                .set(37, slip.rrn())
                .set(49, YUAN)
                .set(55, both)
                .set(60, "00" + slip.batch() + SCRIPT_RESULT_NETWORK)
                .set(61, slip.batch() + slip.trace() + slip.date())
                .build();
    }

    /** Sign-in, sign-off, echo. @param network F60.3 */
    IsoMessage management(String mti, String batch, String trace, String network) {
        IsoMessage.Builder message = begin(mti, trace).set(60, "00" + batch + network);
        if (mti.equals("0800")) {
            message.set(62, SERIAL.getBytes(StandardCharsets.US_ASCII)).set(63, OPERATOR);
        }
        return message.build();
    }

    IsoMessage settlement(String batch, String trace, TerminalBatch.Totals totals) {
        String domestic = TerminalBatch.digits(totals.debitMinor(), 12)
                + TerminalBatch.digits(totals.debits(), 3)
                + TerminalBatch.digits(totals.creditMinor(), 12)
                + TerminalBatch.digits(totals.credits(), 3)
                + NOT_FILLED;
        return begin("0500", trace)
                .set(48, domestic + "0".repeat(domestic.length()))
                .set(49, YUAN)
                .set(60, "00" + batch + "201")
                .set(63, OPERATOR)
                .build();
    }

    /** A part of the batch: how many, then each with card kind, trace, card number and amount. */
    IsoMessage upload(String batch, String trace, List<Slip> slips) {
        StringBuilder items = new StringBuilder(TerminalBatch.digits(slips.size(), 2));
        for (Slip slip : slips) {
            SandboxCard card = slip.entry().card();
            items.append("00")
                    .append(slip.trace())
                    .append(padded(card == null ? "" : card.pan()))
                    .append(TerminalBatch.digits(slip.movedMinor(), 12));
        }
        return begin("0320", trace)
                .set(48, items.toString())
                .set(60, "00" + batch + "201")
                .build();
    }

    /** The end of an upload: how many transactions were sent in all. */
    IsoMessage uploadEnd(String batch, String trace, int count) {
        return begin("0320", trace)
                .set(48, TerminalBatch.digits(count, 4))
                .set(60, "00" + batch + "207")
                .build();
    }

    private static String padded(String pan) {
        return "0".repeat(20 - pan.length()) + pan;
    }

    private IsoMessage.Builder begin(String mti, String trace) {
        return IsoMessage.builder(FieldTable.UNIONPAY_POS, mti)
                .set(11, trace)
                .set(41, options.terminalId())
                .set(42, options.merchantId());
    }
}
