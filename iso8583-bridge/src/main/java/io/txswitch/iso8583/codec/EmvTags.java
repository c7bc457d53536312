package io.txswitch.iso8583.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What chip data objects are called; the file {@code emv/tags.txt} names its sources. */
public final class EmvTags {
    private static final String FILE = "emv/tags.txt";

    private EmvTags() {}

    /** The name of a tag (upper-case hex), null for one the dictionary does not have. */
    public static @Nullable String nameOf(String tag) {
        return Names.ALL.get(tag);
    }

    /** Holder: read when the first name is asked for. */
    private static final class Names {
        private static final Map<String, String> ALL = read();

        private static Map<String, String> read() {
            try (InputStream in = EmvTags.class.getClassLoader().getResourceAsStream(FILE)) {
                if (in == null) {
                    throw new IllegalStateException("no resource " + FILE);
                }
                Map<String, String> names = new HashMap<>();
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#") && !line.isBlank())
                        .forEach(line ->
                                names.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
                return names;
            } catch (IOException e) {
                throw new IllegalStateException(FILE, e);
            }
        }
    }
}
