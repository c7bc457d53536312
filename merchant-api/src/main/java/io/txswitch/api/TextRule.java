package io.txswitch.api;

import io.txswitch.core.model.TxId;
import java.net.InetAddress;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** What a text of a request may look like; each checks the length before anything else. */
enum TextRule {
    /** An order or refund number: also safe in a key, a URL and a file name. */
    NUMBER("must have 1 to 32 letters, digits, '_' or '-'", text -> isNumber(text)),
    /** Our own id. */
    ID("must be an id of ours", text -> TxId.isText(text)),
    /** What the payer sees: WeChat takes 127 characters (native prepay), Alipay refuses {@code / = &} (precreate). */
    SUBJECT(
            "must have 1 to 127 printable characters without '/', '=' and '&'",
            text -> isText(text, 127) && text.chars().noneMatch(c -> c == '/' || c == '=' || c == '&')),
    /** Why money goes back: WeChat takes 80 characters (refund). */
    REFUND_REASON("must have 1 to 80 printable characters", text -> isText(text, 80)),
    /** An absolute address of a web server. */
    URL("must be an absolute http(s) address of at most 512 characters", text -> isUrl(text)),
    /** The code on a payer's phone. */
    PAYER_CODE("must have 16 to 24 digits", text -> isOf(text, 16, 24, c -> c >= '0' && c <= '9')),
    /** A payer as his wallet names him (openid, buyer id). */
    PAYER_ID("must have 1 to 128 printable ASCII characters", text -> isOf(text, 1, 128, c -> c > ' ' && c < 0x7f)),
    /** A merchant's own name for a payer. */
    PAYER_REF("must have 1 to 64 printable ASCII characters", text -> isOf(text, 1, 64, c -> c > ' ' && c < 0x7f)),
    /** An account that gets a part of a payment: WeChat and Alipay name nobody by more. */
    ACCOUNT("must have 1 to 64 printable ASCII characters", text -> isOf(text, 1, 64, c -> c > ' ' && c < 0x7f)),
    /** What such an account is. */
    RECEIVER_TYPE("must be merchant or person", text -> text.equals("merchant") || text.equals("person")),
    /** What periods are counted in. */
    PERIOD_UNIT("must be day or month", text -> text.equals("day") || text.equals("month")),
    /** A literal IPv4 or IPv6 address. */
    ADDRESS("must be an IP address", text -> isAddress(text)),
    /** The merchant's own counter, as wide as DE41. */
    TERMINAL("must have 1 to 8 letters or digits", text -> isOf(text, 1, 8, TextRule::isAlphanumeric)),
    /** A key that names a request. */
    KEY("must have 1 to 64 printable ASCII characters", text -> isOf(text, 1, 64, c -> c > ' ' && c < 0x7f)),
    /** A static plate's id: long enough not to be guessed when it is random. */
    PLATE(
            "must have 12 to 32 letters, digits, '_' or '-'",
            text -> isOf(text, 12, 32, c -> isAlphanumeric(c) || c == '_' || c == '-')),
    /** What a second step asks the payer for. */
    CODE("must have 1 to 64 letters or digits", text -> isOf(text, 1, 64, TextRule::isAlphanumeric)),
    /** An offset from UTC, whole minutes, as RFC 3339 writes it. */
    OFFSET("must be like +08:00", text -> text.matches("[+-](0[0-9]|1[0-7]):[0-5][0-9]")),
    /** A day. */
    DAY("must be like 2026-01-31", text -> isDay(text)),
    /** A moment. */
    TIME("must be like 2026-01-31T08:00:00Z", text -> isTime(text)),
    /** The name of a kind of event. */
    EVENT_TYPE("must be like payment.succeeded", text -> text.length() <= 65 && text.matches("[a-z_]+\\.[a-z_]+")),
    /** A word of the API's own. */
    WORD("must be a word", text -> text.length() <= 32);

    private static final int MAX_NUMBER_LENGTH = 32;
    private static final int MAX_URL_LENGTH = 512;
    private static final int MAX_ADDRESS_LENGTH = 45;
    private static final int MAX_TIME_LENGTH = 40;
    private static final int DAY_LENGTH = 10;
    /** Nothing of ours is older, and a database knows no year with more than four digits. */
    private static final int FIRST_YEAR = 2000;

    private final String complaint;
    private final Predicate<String> accepts;

    TextRule(String complaint, Predicate<String> accepts) {
        this.complaint = complaint;
        this.accepts = accepts;
    }

    boolean accepts(String text) {
        return accepts.test(text);
    }

    /** The rest of a sentence that begins with the parameter's name. */
    String complaint() {
        return complaint;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_NUMBER_LENGTH
                && text.chars()
                        .allMatch(c -> (c >= '0' && c <= '9')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= 'a' && c <= 'z')
                                || c == '_'
                                || c == '-');
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static boolean isOf(String text, int min, int max, IntPredicate allowed) {
        return text.length() >= min && text.length() <= max && text.chars().allMatch(allowed);
    }

    private static boolean isAddress(String text) {
        try {
            return text.length() <= MAX_ADDRESS_LENGTH
                    && !InetAddress.ofLiteral(text).isAnyLocalAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isDay(String text) {
        try {
            return text.length() == DAY_LENGTH && LocalDate.parse(text).getYear() >= FIRST_YEAR;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        try {
            return text.length() <= MAX_TIME_LENGTH
                    && OffsetDateTime.parse(text).getYear() >= FIRST_YEAR;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isText(String text, int maxCharacters) {
        return text.length() <= 2 * maxCharacters
                && text.codePointCount(0, text.length()) <= maxCharacters
                && !text.isBlank()
                && text.codePoints().allMatch(TextRule::isPrintable);
    }

    /** Not printable: controls, line ends, halves of a surrogate pair, and code points that are no characters. */
    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static boolean isUrl(String text) {
        return text.length() <= MAX_URL_LENGTH
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f)
                && ApiConfig.origin(text) != null;
    }
}
