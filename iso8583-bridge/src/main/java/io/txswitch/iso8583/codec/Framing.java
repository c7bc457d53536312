package io.txswitch.iso8583.codec;

import io.txswitch.iso8583.codec.FrameLength.Coding;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How messages stand in a byte stream: length, TPDU, header, message, trailer, in this order.
 *
 * @param name as configuration says it
 * @param length the length in front, and what it counts
 * @param tpdu whether a TPDU follows the length; a reply goes back with destination and source swapped
 * @param header the fixed bytes between TPDU and message
 * @param trailer hex of the bytes after the message, always counted in the length; empty when there are none
 * @param keepAlive whether a frame without content is a sign of life; else it ends the stream
 * @param maxBytes the most that may follow the length
 */
public record Framing(
        String name,
        FrameLength length,
        boolean tpdu,
        FrameHeader header,
        String trailer,
        boolean keepAlive,
        int maxBytes) {
    /** A message has at most 4096 bytes with all that is around it; a terminal's has about 250. */
    public static final int MAX_BYTES = 4096;
    /** MTI of two packed bytes: less cannot be answered. */
    private static final int MIN_MESSAGE_BYTES = 2;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public Framing {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: small letters, digits and hyphens");
        }
        if (trailer.length() % 2 != 0 || !trailer.matches("[0-9A-F]{0,16}")) {
            throw new IllegalArgumentException("trailer: at most 8 bytes as hex");
        }
        if (maxBytes < 16 || maxBytes > MAX_BYTES) {
            throw new IllegalArgumentException("max-bytes: 16 to " + MAX_BYTES);
        }
        if (!length.isNone() && length.greatest() < maxBytes) {
            maxBytes = (int) length.greatest();
        }
        if (length.isNone() && keepAlive) {
            throw new IllegalArgumentException("keep-alive: needs a length");
        }
    }

    /** False for a form that has no length: it holds one message, and cannot cut a stream. */
    public boolean cutsStreams() {
        return length.coding() != Coding.NONE;
    }

    /** A frame that begins a conversation; the TPDU is left out where this form has none. */
    public Frame frame(@Nullable Tpdu address, byte[] message) {
        if (tpdu && address == null) {
            throw new IllegalArgumentException("framing " + name + ": needs a TPDU");
        }
        return new Frame(this, tpdu ? address : null, header.template(), message);
    }

    /** Bytes of TPDU and header. */
    int headBytes() {
        return (tpdu ? Tpdu.BYTES : 0) + header.bytes();
    }

    int trailerBytes() {
        return trailer.length() / 2;
    }

    byte[] trailerContent() {
        return HexFormat.of().parseHex(trailer);
    }

    /** What must follow the length at least. */
    int minBytes() {
        return headBytes() + MIN_MESSAGE_BYTES + trailerBytes();
    }

    /** What follows a length that says {@code said}; below zero when it cannot be. */
    long contentBytes(long said) {
        long content = said - (length.countsItself() ? length.bytes() : 0);
        return length.countsHeader() || content <= 0 ? content : content + headBytes();
    }

    /** What the length says when {@code content} bytes follow it. */
    long said(int content) {
        int counted = length.countsHeader() ? content : content - headBytes();
        return counted + (length.countsItself() ? length.bytes() : 0);
    }
}
