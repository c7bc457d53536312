package io.txswitch.iso8583.codec;

import io.txswitch.core.config.Section;
import io.txswitch.iso8583.codec.FrameLength.Coding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The framings a node knows by name: presets, and those of the configuration's list {@code framings}. */
public final class Framings {
    /** The framing where none is named. */
    public static final String DEFAULT = "nac";
    /** A message without an envelope; for tools. */
    public static final String NONE = "none";

    private static final String ETX = "03";
    private static final String POS_HEADER = "603100311001";
    /** Length 46, version 2, total length, two station ids of 11 characters, then reserved parts filled with zeros. */
    private static final String CUPS_HEADER =
            "2E02" + "30303030" + "20".repeat(22) + "303030" + "00" + "3030303030303030" + "00" + "3030303030";

    private static final int CUPS_STATIONS_AT = 6;
    private static final int CUPS_STATION_BYTES = 11;
    private static final int CUPS_LENGTH_AT = 2;
    private static final int CUPS_LENGTH_DIGITS = 4;

    private static final Framings BUILT_IN = new Framings(presets());

    private final Map<String, Framing> byName;

    private Framings(Map<String, Framing> byName) {
        this.byName = byName;
    }

    /** The presets alone. */
    public static Framings builtIn() {
        return BUILT_IN;
    }

    /** TPDU and two bytes of binary length: what the switch has always spoken. */
    public static Framing nac() {
        return BUILT_IN.get(DEFAULT);
    }

    /** A message without an envelope; cuts no streams. */
    public Framing none() {
        return get(NONE);
    }

    /** The presets and those of a node's file; a name that stands twice is a problem. */
    public static Framings read(Section root) {
        Map<String, Framing> all = presets();
        for (Section section : root.sections("framings")) {
            Framing framing = read(section, section.text("name"));
            if (framing != null && all.putIfAbsent(framing.name(), framing) != null) {
                section.problems().add(section.path() + ".name", "the framing " + framing.name() + " stands twice");
            }
        }
        return new Framings(all);
    }

    private static @Nullable Framing read(Section section, String name) {
        Coding coding = section.choice("length", Coding.class, Coding.BINARY);
        int bytes = section.integer("length-bytes", coding == Coding.NONE ? 0 : 2, 0, 8);
        boolean itself = section.flag("length-includes-itself", false);
        boolean header = section.flag("length-includes-header", true);
        boolean tpdu = section.flag("tpdu", false);
        String headerHex = section.text("header", "").toUpperCase(Locale.ROOT);
        int swapAt = section.integer("header-swap-at", 0, 0, 127);
        int swapBytes = section.integer("header-swap-bytes", 0, 0, 64);
        int lengthAt = section.integer("header-length-at", 0, 0, 127);
        int lengthDigits = section.integer("header-length-digits", 0, 0, 8);
        String trailer = section.text("trailer", "").toUpperCase(Locale.ROOT);
        boolean keepAlive = section.flag("keep-alive", false);
        int max = section.integer("max-bytes", Framing.MAX_BYTES, 16, Framing.MAX_BYTES);
        try {
            return new Framing(
                    name,
                    new FrameLength(coding, bytes, itself, header),
                    tpdu,
                    new FrameHeader(headerHex, swapAt, swapBytes, lengthAt, lengthDigits),
                    trailer,
                    keepAlive,
                    max);
        } catch (IllegalArgumentException e) {
            section.problems().add(section.path(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** All names, presets first. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Null when nothing has this name. */
    public @Nullable Framing find(String name) {
        return byName.get(name);
    }

    private Framing get(String name) {
        Framing framing = find(name);
        if (framing == null) {
            throw new IllegalArgumentException("no framing " + name);
        }
        return framing;
    }

    /** The framing a setting names, which must cut streams; what cannot be is reported and the default given. */
    public Framing choose(Section section, String key, String fallback) {
        String name = section.text(key, fallback);
        Framing framing = find(name);
        if (framing != null && framing.cutsStreams()) {
            return framing;
        }
        String why = framing == null ? "does not know '" + name + "'" : "'" + name + "' has no length";
        section.problems().add(section.path() + "." + key, why);
        return nac();
    }

    private static Map<String, Framing> presets() {
        FrameLength binary2 = FrameLength.of(Coding.BINARY, 2);
        FrameLength binary4 = FrameLength.of(Coding.BINARY, 4);
        FrameLength bcd2 = FrameLength.of(Coding.BCD, 2);
        FrameLength ascii4 = FrameLength.of(Coding.ASCII, 4);
        FrameHeader cups =
                new FrameHeader(CUPS_HEADER, CUPS_STATIONS_AT, CUPS_STATION_BYTES, CUPS_LENGTH_AT, CUPS_LENGTH_DIGITS);
        Map<String, Framing> all = new LinkedHashMap<>();
        put(all, preset(DEFAULT, binary2, true, FrameHeader.NONE, ""));
        put(all, preset("unionpay-pos", binary2, true, FrameHeader.of(POS_HEADER), ""));
        put(all, new Framing("cups", ascii4, false, cups, "", true, Framing.MAX_BYTES));
        put(all, preset("binary2", binary2, false, FrameHeader.NONE, ""));
        put(all, preset("binary2-inclusive", binary2.inclusive(), false, FrameHeader.NONE, ""));
        put(all, preset("binary2-trailer", binary2, false, FrameHeader.NONE, ETX));
        put(all, preset("binary4", binary4, false, FrameHeader.NONE, ""));
        put(all, preset("binary4-inclusive", binary4.inclusive(), false, FrameHeader.NONE, ""));
        put(all, preset("binary4-trailer", binary4, false, FrameHeader.NONE, ETX));
        put(all, preset("bcd2", bcd2, false, FrameHeader.NONE, ""));
        put(all, preset("bcd2-tpdu", bcd2, true, FrameHeader.NONE, ""));
        put(all, preset("ascii4", ascii4, false, FrameHeader.NONE, ""));
        put(all, preset("ascii4-inclusive", ascii4.inclusive(), false, FrameHeader.NONE, ""));
        put(all, preset("ascii4-trailer", ascii4, false, FrameHeader.NONE, ETX));
        put(all, preset("hex4", FrameLength.of(Coding.HEX, 4), false, FrameHeader.NONE, ""));
        put(all, preset(NONE, FrameLength.NONE, false, FrameHeader.NONE, ""));
        return all;
    }

    private static Framing preset(String name, FrameLength length, boolean tpdu, FrameHeader header, String trailer) {
        return new Framing(name, length, tpdu, header, trailer, false, Framing.MAX_BYTES);
    }

    private static void put(Map<String, Framing> all, Framing framing) {
        all.put(framing.name(), framing);
    }
}
