package io.txswitch.api;

import io.txswitch.core.model.TxId;
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
    /** A word of the API's own. */
    WORD("must be a word", text -> text.length() <= 32);

    private static final int MAX_NUMBER_LENGTH = 32;
    private static final int MAX_URL_LENGTH = 512;

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
