package io.txswitch.sandbox.pos.unionpay;

import io.txswitch.sandbox.iso.IsoMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the printer prints, and what a later void or refund is made from.
 *
 * @param kind what was asked
 * @param outcome what became of it
 * @param batch its batch, six digits
 * @param trace its trace number, six digits
 * @param date month and day
 * @param amountMinor what was asked for; the tip alone for a tip
 * @param movedMinor what was moved; 0 unless approved
 * @param responseCode what the terminal was told, F39; empty without an answer
 * @param rrn reference number, F37; empty without an answer
 * @param authCode F38 or empty
 * @param entry how it was paid
 * @param answer the answer as it came, or null
 * @param note why the terminal did not believe it; empty when it did
 */
public record Slip(
        PosKind kind,
        Outcome outcome,
        String batch,
        String trace,
        String date,
        long amountMinor,
        long movedMinor,
        String responseCode,
        String rrn,
        String authCode,
        CardEntry entry,
        @Nullable IsoMessage answer,
        String note) {
    private static final long MINOR_PER_MAJOR = 100;

    /** What became of a transaction. */
    public enum Outcome {
        APPROVED,
        DECLINED,
        /** Not believed or not answered, and taken back. */
        REVERSED,
        /** Not believed or not answered, and not taken back yet. */
        UNKNOWN
    }

    /** A transaction of which only the reference number is known, as a refund names one of an earlier day. */
    public static Slip named(String rrn, CardEntry entry) {
        return new Slip(PosKind.SALE, Outcome.APPROVED, "", "", "", 0, 0, "", rrn, "", entry, null, "");
    }

    /** Whether it was approved and believed. */
    public boolean approved() {
        return outcome == Outcome.APPROVED;
    }

    /** How the same payer is named later: his card is gone and its number comes off the slip; a code is used up. */
    public CardEntry keyedIn() {
        return entry.card() == null ? CardEntry.qr("") : CardEntry.of(CardEntry.Way.MANUAL, entry.card());
    }

    /** The balance that an inquiry was told, minor units with a sign. */
    public Optional<Long> balanceMinor() {
        return Optional.ofNullable(answer)
                .flatMap(told -> told.get(54))
                .filter(text -> text.matches(".{7}[CD]\\d{12}"))
                .map(text -> (text.charAt(7) == 'D' ? -1 : 1) * Long.parseLong(text.substring(8, 20)));
    }

    /** The slip as text, one line for each thing to know; the card number in its first six and last four digits. */
    public String print() {
        StringBuilder out = new StringBuilder();
        out.append("  ").append(kind).append("  ").append(outcome).append('\n');
        line(out, "amount", money(amountMinor));
        if (outcome == Outcome.APPROVED && movedMinor != amountMinor) {
            line(out, "approved for", money(movedMinor));
        }
        if (entry.card() != null) {
            line(out, "card", entry.card().masked() + " " + entry.way());
        }
        line(out, "trace / batch", trace + " / " + batch);
        line(out, "reference", rrn);
        line(out, "auth code", authCode);
        line(out, "response", responseCode.isEmpty() ? "none" : responseCode + " " + ResponseText.of(responseCode));
        balanceMinor().ifPresent(minor -> line(out, "balance", money(minor)));
        line(out, "note", note);
        return out.toString();
    }

    private static void line(StringBuilder out, String name, String value) {
        if (!value.isEmpty()) {
            out.append("    ")
                    .append(name)
                    .append(" ".repeat(Math.max(1, 15 - name.length())))
                    .append(value)
                    .append('\n');
        }
    }

    private static String money(long minor) {
        long rest = Math.abs(minor % MINOR_PER_MAJOR);
        String sign = minor < 0 ? "-" : "";
        return "CNY " + sign + Math.abs(minor / MINOR_PER_MAJOR) + (rest < 10 ? ".0" : ".") + rest;
    }
}
