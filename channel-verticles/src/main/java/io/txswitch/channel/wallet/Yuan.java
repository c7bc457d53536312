package io.txswitch.channel.wallet;

import io.txswitch.core.model.Money;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Renminbi as the wallets write them; exact both ways. */
public final class Yuan {
    public static final String CURRENCY = "CNY";
    /** Ten digits of yuan are what {@link Money} can hold. */
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,10}(\\.\\d{1,2})?");

    private static final int FEN_DIGITS = 2;

    private Yuan() {}

    /** 1234 fen as {@code 12.34}. */
    public static String text(Money money) {
        return BigDecimal.valueOf(money.amountMinor(), FEN_DIGITS).toPlainString();
    }

    /** {@code 12.34} as 1234 fen; null when it is no such amount. */
    public static @Nullable Money parse(@Nullable String text) {
        return text == null || !AMOUNT.matcher(text).matches()
                ? null
                : Money.cny(new BigDecimal(text).movePointRight(FEN_DIGITS).longValueExact());
    }

    /** Fen as a number; null when there is none or it is out of range. */
    public static @Nullable Money fen(@Nullable Number fen) {
        return fen == null || fen.longValue() < 0 || fen.longValue() > Money.MAX_AMOUNT_MINOR
                ? null
                : Money.cny(fen.longValue());
    }
}
