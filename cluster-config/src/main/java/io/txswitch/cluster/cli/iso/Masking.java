package io.txswitch.cluster.cli.iso;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoValue;
import io.txswitch.iso8583.codec.Tlv;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** How values are shown: as they are, or with card numbers and what follows them on a track covered by stars. */
final class Masking {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int TRACK_3 = 36;
    private static final int TRACK_1 = 45;
    /** The account number, its extended form, and account identifications, which may be card numbers. */
    private static final Set<Integer> NUMBERS = Set.of(De.PAN, 34, 102, 103);

    private static final Set<Integer> TRACKS = Set.of(De.TRACK_2, TRACK_3, TRACK_1);
    /** 5A account number; 57 and 9F6B track 2, 56 track 1, 9F1F and 9F20 their discretionary data. */
    private static final Set<String> TAGS = Set.of("5A", "57", "56", "9F6B", "9F1F", "9F20");

    private static final int HEAD = 6;
    private static final int TAIL = 4;
    private static final int SHORTEST_PAN = 12;
    private static final int LONGEST_PAN = 19;
    private static final char STAR = '*';

    private final boolean unmask;

    Masking(boolean unmask) {
        this.unmask = unmask;
    }

    String show(int field, IsoValue value) {
        return switch (value) {
            case IsoValue.Text text -> unmask ? text.value() : text(field, text.value());
            case IsoValue.Binary binary when field == De.CHIP_DATA -> chip(binary.value());
            case IsoValue.Binary binary -> HEX.formatHex(binary.value());
        };
    }

    private static String text(int field, String text) {
        if (NUMBERS.contains(field)) {
            return number(text);
        }
        return TRACKS.contains(field) ? track(text) : text;
    }

    /** Chip data as hex, or as it is when it is no well-formed list. */
    private String chip(byte[] bytes) {
        String hex = HEX.formatHex(bytes);
        if (unmask || Tlv.check(bytes) != null) {
            return hex;
        }
        StringBuilder out = new StringBuilder(hex);
        cover(Tlv.elements(bytes), out);
        return out.toString();
    }

    private static void cover(List<Tlv.Element> elements, StringBuilder hex) {
        for (Tlv.Element each : elements) {
            if (each.isTemplate()) {
                cover(each.children(), hex);
            } else if (TAGS.contains(each.tag())) {
                int at = 2 * each.offset();
                int end = at + 2 * each.value().length;
                hex.replace(at, end, tag(each.tag(), hex.substring(at, end)));
            }
        }
    }

    /** One object's value in hex. */
    String value(Tlv.Element element) {
        String hex = HEX.formatHex(element.value());
        return unmask || !TAGS.contains(element.tag()) ? hex : tag(element.tag(), hex);
    }

    private static String tag(String tag, String hex) {
        return switch (tag) {
            case "5A" ->
                number(hex.endsWith("F") ? hex.substring(0, hex.length() - 1) : hex) + (hex.endsWith("F") ? "F" : "");
            case "57", "9F6B" -> track(hex);
            default -> stars(hex.length());
        };
    }

    /** First six and last four; a short one is covered whole. */
    static String number(String number) {
        String digits = number.strip();
        if (digits.length() < SHORTEST_PAN) {
            return stars(number.length());
        }
        int middle = digits.length() - HEAD - TAIL;
        return digits.substring(0, HEAD)
                + stars(middle)
                + digits.substring(HEAD + middle)
                + stars(number.length() - digits.length());
    }

    /** The number in front of the first separator; everything behind it is covered. */
    static String track(String track) {
        int separator = 0;
        while (separator < track.length() && "=D^".indexOf(track.charAt(separator)) < 0) {
            separator++;
        }
        int begin = separator > LONGEST_PAN ? separator - LONGEST_PAN : leading(track);
        if (separator <= begin || separator == track.length()) {
            return stars(track.length());
        }
        String number = number(track.substring(begin, separator));
        return stars(begin) + number + track.charAt(separator) + stars(track.length() - separator - 1);
    }

    /** A format code in front of the number: track 1 has a letter. */
    private static int leading(String track) {
        return !track.isEmpty() && Character.isLetter(track.charAt(0)) ? 1 : 0;
    }

    private static String stars(int count) {
        return String.valueOf(STAR).repeat(count);
    }
}
