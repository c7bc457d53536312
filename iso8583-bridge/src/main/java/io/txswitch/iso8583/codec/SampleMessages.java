package io.txswitch.iso8583.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Messages with random elements that a dialect can write: what round trips and fuzzing begin with. */
final class SampleMessages {
    /** A long value now and then; mostly short ones, so that many elements fit into one message. */
    private static final int SHORT = 24;

    private static final int MAX_VALUE_BYTES = 1_500;
    private static final int MAX_FIELDS = 24;
    private static final int ONE_IN = 16;
    private static final String PRINTABLE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,-/&";

    private final FieldTable table;
    private final RandomGenerator random;

    SampleMessages(FieldTable table, RandomGenerator random) {
        this.table = table;
        this.random = random;
    }

    IsoMessage next() {
        MessageTypes types = table.types();
        String mti =
                "" + any(types.version()) + any(types.messageClass()) + any(types.function()) + any(types.origin());
        IsoMessage.Builder message = IsoMessage.of(mti);
        List<FieldTable.Row> rows = new ArrayList<>(table.rows());
        Collections.shuffle(rows, Random.from(random));
        int fields = random.nextInt(Math.min(MAX_FIELDS, rows.size()) + 1);
        int budget = IsoCodec.MAX_MESSAGE_BYTES / 4;
        for (FieldTable.Row row : rows.subList(0, fields)) {
            int length = length(row, budget);
            budget -= length;
            message.put(row.number(), value(row, length));
        }
        return message.build();
    }

    private int length(FieldTable.Row row, int budget) {
        if (row.dots() == 0) {
            return row.length();
        }
        int most = Math.min(random.nextInt(ONE_IN) == 0 ? MAX_VALUE_BYTES : SHORT, Math.max(0, budget));
        return random.nextInt(Math.min(row.length(), most) + 1);
    }

    private IsoValue value(FieldTable.Row row, int length) {
        return switch (row.content()) {
            case BINARY -> new IsoValue.Binary(bytes(length));
            case TLV -> new IsoValue.Binary(tlv(length));
            default -> new IsoValue.Text(text(row.content(), length));
        };
    }

    private String text(Content content, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(
                    switch (content) {
                        case SIGNED -> i == 0 ? any("CD") : any("0123456789");
                        case TRACK, SEALABLE_TRACK -> any("0123456789=");
                        case PRINTABLE -> any(PRINTABLE);
                        case ANY -> (char) random.nextInt(256);
                        default -> any("0123456789");
                    });
        }
        return text.toString();
    }

    /** Objects of one-byte tags and some of two, as many as fit exactly. */
    private byte[] tlv(int length) {
        byte[] out = new byte[length];
        int at = 0;
        while (length - at >= 2) {
            boolean longTag = length - at >= 3 && random.nextBoolean();
            out[at] = (byte) (longTag ? 0x9f : 0x82 + random.nextInt(8));
            if (longTag) {
                out[at + 1] = (byte) (1 + random.nextInt(0x7e));
            }
            int head = longTag ? 3 : 2;
            int value = Math.min(random.nextInt(12), length - at - head);
            out[at + head - 1] = (byte) value;
            System.arraycopy(bytes(value), 0, out, at + head, value);
            at += head + value;
        }
        // A single byte left over is filler.
        return out;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private char any(String of) {
        return of.charAt(random.nextInt(of.length()));
    }
}
