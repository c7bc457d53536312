package io.txswitch.sandbox.wallet;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Random identifiers, Beijing time and yuan text, as both wallets write them. */
public final class Numbers {
    /** Beijing has no daylight saving; both wallets speak this time only. */
    public static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(BEIJING);
    /** Up to 100,000,000 yuan (Alipay's limit), which needs nine digits. */
    private static final Pattern YUAN = Pattern.compile("\\d{1,9}(\\.\\d{1,2})?");

    private static final int FEN_DIGITS = 2;

    private final InstantSource clock;
    private final RandomGenerator random;

    public Numbers(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Today in Beijing as eight digits. */
    public String day() {
        return DAY.format(clock.instant());
    }

    public String digits(int count) {
        return pick("0123456789", count);
    }

    public String text(int count) {
        return pick(LETTERS_AND_DIGITS, count);
    }

    private String pick(String alphabet, int count) {
        StringBuilder out = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return out.toString();
    }

    /** Minor units as yuan with two decimals: 1234 becomes 12.34. */
    public static String yuan(long minor) {
        return BigDecimal.valueOf(minor, FEN_DIGITS).toPlainString();
    }

    /** Yuan text as minor units; -1 when it is not an amount with at most two decimals. */
    public static long minor(String yuan) {
        return YUAN.matcher(yuan).matches()
                ? new BigDecimal(yuan).movePointRight(FEN_DIGITS).longValueExact()
                : -1;
    }
}
