package io.txswitch.core.config;

import io.txswitch.core.model.CardData;
import io.txswitch.core.model.Pan;
import io.txswitch.core.model.PinBlock;
import io.txswitch.core.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A card as bytes, for sealing only: a version, then its fields, each of a 2-byte length (absent: all ones) and bytes.
 */
final class CardCodec {
    private static final int VERSION = 2;
    private static final int FIRST_VERSION = 1;
    private static final int FIELDS = 10;
    private static final int FIELDS_OF_FIRST = 7;
    private static final int ABSENT = 0xFFFF;

    byte[] encode(CardData card) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(out, ascii(card.pan().digits()));
            write(out, ascii(card.expiry()));
            write(out, ascii(card.entryMode()));
            write(out, ascii(card.sequence()));
            write(out, card.track2() == null ? null : card.track2().bytes());
            write(out, card.emv());
            PinBlock pin = card.pinBlock();
            write(out, pin == null ? null : pin.block());
            write(out, pin == null ? null : new byte[] {(byte) pin.format()});
            write(out, pin == null ? null : ascii(pin.key()));
            write(out, card.track3() == null ? null : card.track3().bytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    CardData decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION && version != FIRST_VERSION) {
                throw new IllegalArgumentException("a sealed card of another version");
            }
            List<byte @Nullable []> fields = new ArrayList<>();
            int written = version == VERSION ? FIELDS : FIELDS_OF_FIRST;
            for (int i = 0; i < FIELDS; i++) {
                fields.add(i < written ? read(in) : null);
            }
            String track2 = text(fields.get(4));
            String track3 = text(fields.get(9));
            return new CardData(
                    new Pan(String.valueOf(text(fields.get(0)))),
                    text(fields.get(1)),
                    text(fields.get(2)),
                    text(fields.get(3)),
                    track2 == null ? null : new Secret(track2),
                    fields.get(5),
                    pin(fields.get(6), fields.get(7), text(fields.get(8))),
                    track3 == null ? null : new Secret(track3));
        } catch (IOException e) {
            throw new IllegalArgumentException("a sealed card cut short", e);
        }
    }

    private static @Nullable PinBlock pin(byte @Nullable [] block, byte @Nullable [] format, @Nullable String key) {
        return block == null ? null : new PinBlock(block, format == null ? 0 : format[0], key);
    }

    private static void write(DataOutputStream out, byte @Nullable [] field) throws IOException {
        out.writeShort(field == null ? ABSENT : field.length);
        if (field != null) {
            out.write(field);
        }
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort();
        return length == ABSENT ? null : in.readNBytes(length);
    }

    private static byte @Nullable [] ascii(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.US_ASCII);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII);
    }
}
