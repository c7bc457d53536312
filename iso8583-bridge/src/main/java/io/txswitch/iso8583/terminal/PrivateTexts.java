package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Private elements that are text in one dialect and bytes in another.
 *
 * <p>DE62 of a transaction may have parts with {@code |} between them, each named by its first letters: {@code QR} and
 * the payer's code, {@code KSN} and the key serial number of a DUKPT terminal.
 */
final class PrivateTexts {
    static final String SCANNED = "QR";
    static final String KEY_SERIAL_NUMBER = "KSN";
    private static final char BETWEEN = '|';

    private PrivateTexts() {}

    /** One character a byte; null when the message does not have it. */
    static @Nullable String of(IsoMessage message, int number) {
        byte[] bytes = message.bytes(number);
        return bytes == null ? message.text(number) : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A part of DE62 without its name; null when there is none. */
    static @Nullable String part(IsoMessage message, String name) {
        String text = of(message, De.PRIVATE_62);
        int at = text == null ? -1 : 0;
        while (text != null && at >= 0) {
            int next = text.indexOf(BETWEEN, at);
            int end = next < 0 ? text.length() : next;
            if (text.startsWith(name, at) && end > at + name.length()) {
                return text.substring(at + name.length(), end).strip();
            }
            at = next < 0 ? -1 : next + 1;
        }
        return null;
    }
}
