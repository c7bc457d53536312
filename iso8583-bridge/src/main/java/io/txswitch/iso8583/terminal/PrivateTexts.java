package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Private elements that are text in one dialect and bytes in another. */
final class PrivateTexts {
    private static final String SCANNED = "QR";

    private PrivateTexts() {}

    /** One character a byte; null when the message does not have it. */
    static @Nullable String of(IsoMessage message, int number) {
        byte[] bytes = message.bytes(number);
        return bytes == null ? message.text(number) : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What the terminal scanned, DE62: {@code QR} and the payer's code; null when there is none. */
    static @Nullable String scannedCode(IsoMessage message) {
        String text = of(message, De.PRIVATE_62);
        return text != null && text.startsWith(SCANNED) && text.length() > SCANNED.length()
                ? text.substring(SCANNED.length()).strip()
                : null;
    }
}
