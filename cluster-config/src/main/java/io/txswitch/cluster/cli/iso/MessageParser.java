package io.txswitch.cluster.cli.iso;

import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** JSON as {@code iso decode} writes it to a message, and to its bytes. */
final class MessageParser {
    private static final int MAX_FIELD = 128;

    private final Dialect dialect;

    MessageParser(Dialect dialect) {
        this.dialect = dialect;
    }

    /** A message that cannot be written; {@code field} is an element's number, {@code mti} or {@code message}. */
    static final class Unwritable extends Exception {
        private static final long serialVersionUID = 1L;
        private final String field;

        Unwritable(String field, String reason) {
            super(reason, null, false, false);
            this.field = field;
        }

        /** One JSON object. */
        String json() {
            return Json.error(field, field, 0, String.valueOf(getMessage()));
        }
    }

    byte[] bytes(String json) throws Unwritable {
        IsoMessage message = message(json);
        try {
            return dialect.codec().encode(message);
        } catch (IllegalArgumentException e) {
            throw told(String.valueOf(e.getMessage()));
        }
    }

    private static Unwritable told(String text) {
        int colon = text.indexOf(": ");
        String path = colon < 0 ? "message" : text.substring(0, colon);
        String field = path.startsWith("DE") ? path.substring(2) : path.equals("MTI") ? "mti" : path;
        return new Unwritable(field, text.substring(colon < 0 ? 0 : colon + 2));
    }

    private IsoMessage message(String json) throws Unwritable {
        JsonObject object;
        String mti;
        JsonObject fields;
        try {
            object = new JsonObject(json);
            mti = String.valueOf(object.getValue("mti"));
            fields = object.getJsonObject("fields", new JsonObject());
        } catch (DecodeException | ClassCastException e) {
            throw new Unwritable("message", "not JSON such as {\"mti\":\"0800\",\"fields\":{\"11\":\"000001\"}}");
        }
        if (!mti.matches("[0-9]{4}")) {
            throw new Unwritable("mti", "four digits");
        }
        IsoMessage.Builder message = IsoMessage.of(mti);
        for (Map.Entry<String, Object> each : fields) {
            field(message, each.getKey(), String.valueOf(each.getValue()));
        }
        return message.build();
    }

    private void field(IsoMessage.Builder message, String key, String value) throws Unwritable {
        int number = key.matches("[0-9]{1,3}") ? Integer.parseInt(key) : 0;
        if (number < 2 || number > MAX_FIELD) {
            throw new Unwritable(key, "not an element's number");
        }
        if (!dialect.isBinary(number)) {
            message.set(number, value);
            return;
        }
        try {
            message.set(number, Hex.parse(value));
        } catch (Hex.BadHex e) {
            throw new Unwritable(key, String.valueOf(e.getMessage()));
        }
    }
}
