package io.txswitch.core.config;

import io.txswitch.core.model.CardData;
import io.txswitch.core.model.Pan;
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

/** A card as bytes, for sealing only: a version, then seven fields of a 2-byte length (absent: all ones) and bytes. */
final class CardCodec {
    private static final int VERSION = 1;
    private static final int FIELDS = 7;
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
            write(out, card.pinBlock());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    CardData decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                throw new IllegalArgumentException("a sealed card of another version");
            }
            List<byte @Nullable []> fields = new ArrayList<>();
            for (int i = 0; i < FIELDS; i++) {
                fields.add(read(in));
            }
            String track2 = text(fields.get(4));
            return new CardData(
                    new Pan(String.valueOf(text(fields.get(0)))),
                    text(fields.get(1)),
                    text(fields.get(2)),
                    text(fields.get(3)),
                    track2 == null ? null : new Secret(track2),
                    fields.get(5),
                    fields.get(6));
        } catch (IOException e) {
            throw new IllegalArgumentException("a sealed card cut short", e);
        }
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
