package io.txswitch.api;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Authorization}, taken apart: four members in one order, each once, without blanks. One spelling
 * only, so that nothing in front of this server can understand it differently.
 *
 * @param scheme says what kind of key it was made with; a secret is never taken for a public key, nor the other way
 *     round
 * @param timestamp as it was written, since that is what was signed
 */
record Authorization(Scheme scheme, String appId, String timestamp, String nonce, String signature) {
    private static final Pattern APP_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern TIMESTAMP = Pattern.compile("[1-9][0-9]{8,10}");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final List<String> NAMES = List.of("app_id=", "timestamp=", "nonce=", "signature=");

    /** The kinds of signature; the longest well-formed header of each, and nothing longer is even looked at. */
    enum Scheme {
        HMAC(RequestSignature.SCHEME, 260, Pattern.compile("[0-9a-f]{64}")),
        /** Keys of 2048 to 4096 bits. */
        RSA(RequestSignature.RSA_SCHEME, 900, Pattern.compile("[A-Za-z0-9+/]{342,683}={0,2}"));

        private final String word;
        private final int maxLength;
        private final Pattern signature;

        Scheme(String word, int maxLength, Pattern signature) {
            this.word = word;
            this.maxLength = maxLength;
            this.signature = signature;
        }
    }

    /** Null when it is anything but well formed. */
    static @Nullable Authorization parse(String header) {
        for (Scheme scheme : Scheme.values()) {
            if (header.length() <= scheme.maxLength && header.startsWith(scheme.word + " ")) {
                return parse(scheme, header.substring(scheme.word.length() + 1));
            }
        }
        return null;
    }

    private static @Nullable Authorization parse(Scheme scheme, String members) {
        String[] parts = members.split(",", -1);
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
                && scheme.signature.matcher(parts[3]).matches();
        return sane ? new Authorization(scheme, parts[0], parts[1], parts[2], parts[3]) : null;
    }

    static boolean isAppId(String text) {
        return APP_ID.matcher(text).matches();
    }

    long timestampS() {
        return Long.parseLong(timestamp);
    }
}
