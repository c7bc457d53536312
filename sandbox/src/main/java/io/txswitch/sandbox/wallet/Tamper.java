package io.txswitch.sandbox.wallet;

import io.vertx.core.buffer.Buffer;

/** Changes one byte of a signed body so that it still parses: only the signature can catch it. */
public final class Tamper {
    private Tamper() {}

    /** Replaces the first letter or digit after the marker with another of its kind. */
    public static Buffer after(Buffer body, String marker) {
        String text = body.toString();
        int at = text.indexOf(marker) + marker.length();
        char old = text.charAt(at);
        char other = old == '9' || old == 'z' || old == 'Z' ? (char) (old - 1) : (char) (old + 1);
        return Buffer.buffer(text.substring(0, at) + other + text.substring(at + 1));
    }
}
