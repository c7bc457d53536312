package io.txswitch.api;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Authorization}, taken apart: four members in one order, each once, without blanks. One spelling
 * only, so that nothing in front of this server can understand it differently.
 *
 * @param timestamp as it was written, since that is what was signed
 */
record Authorization(String appId, String timestamp, String nonce, String signature) {
    /** The longest well-formed header; a longer one is not even looked at. */
    private static final int MAX_LENGTH = 260;

    private static final Pattern APP_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern TIMESTAMP = Pattern.compile("[1-9][0-9]{8,10}");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> NAMES = List.of("app_id=", "timestamp=", "nonce=", "signature=");

    /** Null when it is anything but well formed. */
    static @Nullable Authorization parse(String header) {
        String start = RequestSignature.SCHEME + " ";
        if (header.length() > MAX_LENGTH || !header.startsWith(start)) {
            return null;
        }
        String[] parts = header.substring(start.length()).split(",", -1);
        if (parts.length != NAMES.size()) {
            return null;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].startsWith(NAMES.get(i))) {
                return null;
            }
            parts[i] = parts[i].substring(NAMES.get(i).length());
        }
        boolean sane = isAppId(parts[0])
                && TIMESTAMP.matcher(parts[1]).matches()
                && NONCE.matcher(parts[2]).matches()
                && SIGNATURE.matcher(parts[3]).matches();
        return sane ? new Authorization(parts[0], parts[1], parts[2], parts[3]) : null;
    }

    static boolean isAppId(String text) {
        return APP_ID.matcher(text).matches();
    }

    long timestampS() {
        return Long.parseLong(timestamp);
    }
}
