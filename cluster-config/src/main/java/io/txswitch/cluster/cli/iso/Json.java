package io.txswitch.cluster.cli.iso;

/** One JSON object on one line, written as it comes: a batch has hundreds of thousands. */
final class Json {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(256);
    private boolean first = true;

    Json open() {
        out.append('{');
        first = true;
        return this;
    }

    Json close() {
        out.append('}');
        first = false;
        return this;
    }

    /** A name whose value follows. */
    Json name(String name) {
        if (!first) {
            out.append(',');
        }
        first = true;
        text(name);
        out.append(':');
        return this;
    }

    Json field(String name, String value) {
        name(name);
        text(value);
        first = false;
        return this;
    }

    Json field(String name, long value) {
        name(name);
        out.append(value);
        first = false;
        return this;
    }

    Json openList() {
        out.append('[');
        first = true;
        return this;
    }

    /** The next object of a list. */
    Json item() {
        if (!first) {
            out.append(',');
        }
        return open();
    }

    Json closeList() {
        out.append(']');
        first = false;
        return this;
    }

    private void text(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(c >> shift & 0x0f));
                }
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    static String error(String field, String path, long offset, String reason) {
        Json json = new Json().open().name("error").open().field("field", field);
        if (!path.equals(field)) {
            json.field("path", path);
        }
        return json.field("offset", offset)
                .field("reason", reason)
                .close()
                .close()
                .toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
