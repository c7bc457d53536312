package io.txswitch.api;

import java.nio.charset.StandardCharsets;

/** The hash of named fields that tells a repeat from another request under the same number. */
final class Fingerprint {
    private Fingerprint() {}

    /**
     * Lower hex SHA-256 of lines {@code name=value}.
     *
     * @param namesAndValues in turn; no value holds a line feed
     */
    static String of(Object... namesAndValues) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            text.append(namesAndValues[i])
                    .append('=')
                    .append(namesAndValues[i + 1])
                    .append('\n');
        }
        return RequestSignature.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
