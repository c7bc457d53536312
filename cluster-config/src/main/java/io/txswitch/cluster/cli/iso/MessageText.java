package io.txswitch.cluster.cli.iso;

import io.txswitch.iso8583.codec.DecodeError;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.FieldRules.Problem;
import io.txswitch.iso8583.codec.Frame;
import io.txswitch.iso8583.codec.FrameReader;
import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.codec.IsoValue;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/** Bytes of a message, with what is around it, to JSON or to text for people. */
final class MessageText {
    private final Dialect dialect;
    private final Framing framing;
    private final Masking masking;
    private final boolean check;

    /** @param check whether what the field table demands is told as well */
    MessageText(Dialect dialect, Framing framing, boolean unmask, boolean check) {
        this.dialect = dialect;
        this.framing = framing;
        this.masking = new Masking(unmask);
        this.check = check;
    }

    /** One message that came to something, or did not. */
    record Said(String text, boolean good) {}

    /** One JSON object, whatever the text is. */
    Said json(String hex) {
        return switch (read(hex)) {
            case Read.Bad bad -> new Said(Json.error(bad.field(), bad.path(), bad.offset(), bad.reason()), false);
            case Read.Good good -> new Said(json(good.message()), true);
        };
    }

    /** Some lines for a person. */
    Said text(String hex) {
        return switch (read(hex)) {
            case Read.Bad bad ->
                new Said("no message: " + bad.path() + " at byte " + bad.offset() + ": " + bad.reason(), false);
            case Read.Good good -> new Said(text(good.message()), true);
        };
    }

    /** What the bytes are. */
    private sealed interface Read {
        record Good(IsoMessage message) implements Read {}

        record Bad(String field, String path, long offset, String reason) implements Read {
            static Bad message(int offset, String reason) {
                return new Bad("message", "message", offset, reason);
            }
        }
    }

    private Read read(String hex) {
        byte[] bytes;
        try {
            bytes = Hex.parse(hex);
        } catch (Hex.BadHex e) {
            return Read.Bad.message(e.offset(), String.valueOf(e.getMessage()));
        }
        if (!framing.cutsStreams()) {
            return read(bytes, 0);
        }
        FrameReader reader = new FrameReader(framing);
        reader.feed(Buffer.buffer(bytes));
        Frame frame = reader.next();
        if (frame == null) {
            String problem = reader.problem();
            return Read.Bad.message(0, "framing " + framing.name() + ": " + (problem == null ? "cut short" : problem));
        }
        if (reader.hasRest()) {
            int end = frame.toBuffer().length();
            return Read.Bad.message(end, (bytes.length - end) + " bytes left over");
        }
        return read(frame.message(), frame.messageOffset());
    }

    private Read read(byte[] message, int offset) {
        return switch (dialect.codec().decode(message)) {
            case DecodeError e -> new Read.Bad(e.field(), e.fieldPath(), (long) e.offset() + offset, e.problem());
            case IsoMessage read -> new Read.Good(read);
        };
    }

    String json(IsoMessage message) {
        Json json = new Json().open().field("mti", message.mti()).name("fields").open();
        for (Map.Entry<Integer, IsoValue> each : message.fields().entrySet()) {
            json.field(String.valueOf(each.getKey()), masking.show(each.getKey(), each.getValue()));
        }
        json.close();
        if (check) {
            json.name("problems").openList();
            for (Problem each : dialect.rules().check(message)) {
                json.item()
                        .field("field", each.field())
                        .field("reason", each.reason())
                        .close();
            }
            json.closeList();
        }
        return json.close().toString();
    }

    String text(IsoMessage message) {
        String kind = dialect.rules().nameOf(message);
        StringBuilder out = new StringBuilder("mti  " + message.mti() + (kind == null ? "" : "  " + kind));
        message.fields()
                .forEach((number, value) -> out.append(
                        String.format("%n%-4d %-44s %s", number, dialect.nameOf(number), masking.show(number, value))));
        List<Problem> problems = check ? dialect.rules().check(message) : List.of();
        problems.forEach(each -> out.append(String.format("%nproblem: %s", each.text())));
        return out.toString();
    }
}
