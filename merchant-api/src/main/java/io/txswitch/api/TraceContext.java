package io.txswitch.api;

import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A caller's trace, which goes on in this switch's logs under a span of its own.
 *
 * <p>Source: W3C Trace Context, section 3.2. The version of the caller is not repeated: what goes on is version 00.
 *
 * @param given the header as it came
 * @param traceId 32 lower hex digits, not all zero
 * @param parentId the caller's span, 16 lower hex digits, not all zero
 * @param flags two lower hex digits
 */
record TraceContext(String given, String traceId, String parentId, String flags) {
    private static final Pattern FIELDS =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int LENGTH = 55;
    /** What a later version may have behind the fields is not read, and not longer than any sane one. */
    private static final int MAX_LENGTH = 256;

    private static final int TRACE_AT = 3;
    private static final int PARENT_AT = 36;
    private static final int FLAGS_AT = 53;

    /** Null for none, for more than one, and for one that is not well formed: the caller's trace ends there. */
    static @Nullable TraceContext of(List<String> headers) {
        if (headers.size() != 1) {
            return null;
        }
        String header = headers.getFirst();
        boolean known = header.startsWith("00-");
        boolean fits = header.length() == LENGTH
                || !known
                        && header.length() > LENGTH
                        && header.length() <= MAX_LENGTH
                        && header.charAt(LENGTH) == '-'
                        && header.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!fits || !FIELDS.matcher(header.substring(0, LENGTH)).matches()) {
            return null;
        }
        return new TraceContext(
                header,
                header.substring(TRACE_AT, PARENT_AT - 1),
                header.substring(PARENT_AT, FLAGS_AT - 1),
                header.substring(FLAGS_AT, LENGTH));
    }

    /** The id of a span below the caller's. */
    static String newSpan(RandomGenerator random) {
        long id = random.nextLong();
        return HexFormat.of().toHexDigits(id == 0 ? 1 : id);
    }
}
