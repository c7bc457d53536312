package io.txswitch.channel.wallet;

import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What the wallets' orders have in common: times, texts and numbers, always the same for the same payment. */
public final class Order {
    /** Both wallets speak Beijing time only, which knows no daylight saving. */
    public static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

    /** Clocks may differ, and a payer who was in time may still be busy with his password. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private Order() {}

    /** When the code of a payment ends; counted from its receipt, so that a repeat asks for the same. */
    public static Instant codeEnds(TxHeader payment, ChannelLimits limits) {
        return payment.receivedAt().plusSeconds(limits.codeExpirySeconds());
    }

    /**
     * True when nobody can pay by the payment's code any more: it has surely ended, or nobody was ever given one. A
     * deduction needs nobody, so only time ends it.
     */
    public static boolean codeIsDead(HostRequest request, ChannelLimits limits, Instant now) {
        boolean neverGiven =
                request.known().qrCode() == null && Channel.payment(request).kind() != Kind.DEDUCTION;
        return neverGiven
                || now.isAfter(codeEnds(Channel.payment(request), limits).plus(GRACE));
    }

    /** What the payer reads: printable, without {@code / = &} (refused by Alipay), at most {@code maxLength}. */
    public static String subject(TxHeader payment, int maxLength) {
        String wanted = payment.subject() == null ? "" : payment.subject();
        StringBuilder text = new StringBuilder();
        wanted.codePoints()
                .map(c -> Character.isISOControl(c) || "/=&".indexOf(c) >= 0 || isSurrogate(c) ? ' ' : c)
                .limit(maxLength)
                .forEach(text::appendCodePoint);
        String clean = text.toString().strip();
        while (clean.length() > maxLength) {
            clean = clean.substring(0, clean.offsetByCodePoints(clean.length(), -1));
        }
        return clean.isEmpty() ? "Order " + payment.id().text() : clean;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** Our id in a wallet's text; null when it is none of ours. */
    public static @Nullable TxId id(@Nullable String text) {
        return text != null && TxId.isText(text) ? TxId.parse(text) : null;
    }
}
