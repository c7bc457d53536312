package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.crypto.KeyType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DE48 of a key exchange: {@code ZPK} or {@code ZAK}, the key under the zone master key as 32 hex digits (48 for a
 * triple-length key), and six hex digits of its check value; each type once.
 */
final class ZoneKeyText {
    /** Longest first, so that a triple-length key is not read as a double-length one and rubbish. */
    private static final Pattern ENTRY =
            Pattern.compile("(ZPK|ZAK)([0-9A-Fa-f]{48}|[0-9A-Fa-f]{32})([0-9A-Fa-f]{6})(?=ZPK|ZAK|$)");

    private ZoneKeyText() {}

    /** @param cryptogram the key under the zone master key */
    record Entry(KeyType type, byte[] cryptogram, String kcv) {
        @Override
        public String toString() {
            return type + "/" + kcv;
        }
    }

    /** One entry or more; anything else is an {@link IllegalArgumentException} that does not repeat the text. */
    static List<Entry> parse(String text) {
        String stripped = text.strip();
        List<Entry> found = new ArrayList<>();
        Matcher matcher = ENTRY.matcher(stripped);
        int at = 0;
        while (at < stripped.length() && matcher.find(at) && matcher.start() == at) {
            KeyType type = KeyType.valueOf(matcher.group(1));
            if (found.stream().anyMatch(each -> each.type() == type)) {
                break;
            }
            found.add(new Entry(type, HexFormat.of().parseHex(matcher.group(2)), matcher.group(3)));
            at = matcher.end();
        }
        if (found.isEmpty() || at < stripped.length()) {
            throw new IllegalArgumentException("DE48: not the keys of an exchange");
        }
        return found;
    }
}
