package io.txswitch.iso8583.codec;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chip data (DE55): BER-TLV as EMV Book 3, annex B writes it; nothing is interpreted, only walked within bounds. */
public final class Tlv {
    /** EMV templates nest two or three deep; a bomb nests deeper. */
    private static final int MAX_DEPTH = 4;
    /** A terminal sends about twenty tags. */
    private static final int MAX_TAGS = 128;
    /** EMV tags have one or two bytes, schemes' own up to three. */
    private static final int MAX_TAG_BYTES = 3;

    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1f;
    private static final int MORE = 0x80;
    private static final String ARROW = " → ";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Tlv() {}

    /**
     * One object of a list.
     *
     * @param tag upper-case hex
     * @param offset where its value begins within the whole list
     * @param value its bytes; for a template, the bytes of what it holds
     * @param children what a template holds, empty for anything else
     */
    public record Element(String tag, int offset, byte[] value, List<Element> children) {
        /** True for a template, which holds other objects. */
        public boolean isTemplate() {
            return (Integer.parseInt(tag.substring(0, 2), 16) & CONSTRUCTED) != 0;
        }

        /** The tag only: values may be card data. */
        @Override
        public String toString() {
            return tag;
        }
    }

    /** Null when the bytes are well formed, else where they are not: path {@code message}, or that of the tags. */
    public static @Nullable DecodeError check(byte[] bytes) {
        Walk walk = new Walk(bytes);
        String problem = walk.list(0, bytes.length, 0);
        String path = walk.path.isEmpty() ? "message" : walk.path.substring(ARROW.length());
        return problem == null ? null : new DecodeError(path, problem, walk.at);
    }

    /**
     * The same for bytes that are an element of a message.
     *
     * @param path of the element
     * @param offset where the bytes begin in the message
     * @param scale how many bytes of the message one of them takes
     */
    static @Nullable DecodeError check(byte[] bytes, String path, int offset, int scale) {
        Walk walk = new Walk(bytes);
        String problem = walk.list(0, bytes.length, 0);
        return problem == null ? null : new DecodeError(path + walk.path, problem, offset + scale * walk.at);
    }

    /** What well-formed bytes hold, in order; anything else is an {@link IllegalArgumentException}. */
    public static List<Element> elements(byte[] bytes) {
        DecodeError error = check(bytes);
        if (error != null) {
            throw new IllegalArgumentException(error.text());
        }
        return elements(new Walk(bytes), 0, bytes.length);
    }

    private static List<Element> elements(Walk walk, int from, int end) {
        List<Element> found = new ArrayList<>();
        int next = from;
        while (next < end) {
            if (walk.bytes[next] == 0) {
                next++;
                continue;
            }
            walk.head(next, end);
            String tag = walk.tag;
            int start = walk.valueAt;
            boolean template = (walk.bytes[next] & CONSTRUCTED) != 0;
            next = start + walk.valueLength;
            byte[] value = Arrays.copyOfRange(walk.bytes, start, next);
            found.add(new Element(tag, start, value, template ? elements(walk, start, next) : List.of()));
        }
        return found;
    }

    /** The tags of the top-level objects, as far as the bytes are well formed. */
    static Set<String> tags(byte[] bytes) {
        Set<String> tags = new HashSet<>();
        Walk walk = new Walk(bytes);
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] == 0) {
                at++;
                continue;
            }
            if (walk.head(at, bytes.length) != null) {
                break;
            }
            tags.add(walk.tag);
            at = walk.valueAt + walk.valueLength;
        }
        return tags;
    }

    /** The value of the first top-level object with this tag; null when there is none. */
    public static byte @Nullable [] value(byte[] bytes, String tag) {
        Walk walk = new Walk(bytes);
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] == 0) {
                at++;
                continue;
            }
            if (walk.head(at, bytes.length) != null) {
                return null;
            }
            int end = walk.valueAt + walk.valueLength;
            if (walk.tag.equals(tag)) {
                return Arrays.copyOfRange(bytes, walk.valueAt, end);
            }
            at = end;
        }
        return null;
    }

    /** The named top-level objects, in the order found; bytes that are not well formed give an empty array. */
    public static byte[] pick(byte[] bytes, Set<String> tags) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        Walk walk = new Walk(bytes);
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] == 0) {
                at++;
                continue;
            }
            if (walk.head(at, bytes.length) != null) {
                return new byte[0];
            }
            int end = walk.valueAt + walk.valueLength;
            if (tags.contains(walk.tag)) {
                out.write(bytes, at, end - at);
            }
            at = end;
        }
        return out.toByteArray();
    }

    /** One walk over the bytes; reads nothing beyond {@code end}, recurses at most {@link #MAX_DEPTH} deep. */
    private static final class Walk {
        private final byte[] bytes;
        private String path = "";
        private String tag = "";
        private int at;
        private int valueAt;
        private int valueLength;
        private int tags;

        Walk(byte[] bytes) {
            this.bytes = bytes;
        }

        @Nullable
        String list(int from, int end, int depth) {
            String parent = path;
            int next = from;
            while (next < end) {
                path = parent;
                if (bytes[next] == 0) {
                    // Filler between objects, which EMV allows.
                    next++;
                    continue;
                }
                String problem = object(next, end, depth);
                if (problem != null) {
                    return problem;
                }
                next = valueAt + valueLength;
            }
            path = parent;
            return null;
        }

        private @Nullable String object(int from, int end, int depth) {
            if (++tags > MAX_TAGS) {
                return "more than " + MAX_TAGS + " tags";
            }
            String problem = head(from, end);
            path = path + ARROW + tag;
            if (problem != null || (bytes[from] & CONSTRUCTED) == 0) {
                return problem;
            }
            if (depth + 1 >= MAX_DEPTH) {
                return "nested deeper than " + MAX_DEPTH;
            }
            int start = valueAt;
            int length = valueLength;
            problem = list(start, start + length, depth + 1);
            valueAt = start;
            valueLength = length;
            return problem;
        }

        /** Reads tag and length at {@code from}; afterwards the value is known to lie within {@code end}. */
        private @Nullable String head(int from, int end) {
            at = from;
            int next = from + 1;
            if ((bytes[from] & LONG_TAG) == LONG_TAG) {
                do {
                    next++;
                } while (next <= end && next - from <= MAX_TAG_BYTES && (bytes[next - 1] & MORE) != 0);
            }
            tag = HEX.formatHex(bytes, from, Math.min(next, end));
            if (next - from > MAX_TAG_BYTES) {
                return "a tag of at most " + MAX_TAG_BYTES + " bytes";
            }
            return next >= end ? "no length" : length(next, end);
        }

        private @Nullable String length(int from, int end) {
            int first = bytes[from] & 0xff;
            int more = first < MORE ? 0 : first - MORE;
            if (first == MORE || more > 2) {
                return "a length of at most 2 bytes";
            }
            valueAt = from + 1 + more;
            if (valueAt > end) {
                return "no length";
            }
            valueLength = more == 0 ? first : 0;
            for (int i = from + 1; i < valueAt; i++) {
                valueLength = valueLength << Byte.SIZE | bytes[i] & 0xff;
            }
            return valueLength > end - valueAt ? "length " + valueLength + ", found " + (end - valueAt) : null;
        }
    }
}
