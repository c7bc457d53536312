package io.txswitch.cluster.cli.terminal;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Terminals and their keys as people read them. */
final class TerminalText {
    private static final String ROW = "%-16s %-16s %-16s %-8s %-24s %s%n";
    private static final String KEY_ROW = "  %-4s version %-4d %-7s kcv %s%s  since %s%n";

    private TerminalText() {}

    static String path(String id) {
        return "/control/terminals/" + ControlClient.encode(id);
    }

    static void print(Output output, JsonObject found, String text) {
        System.out.print(output == Output.json ? found.encodePrettily() + "\n" : text);
    }

    static String list(JsonArray terminals) {
        StringBuilder out =
                new StringBuilder(String.format(ROW, "terminal", "merchant", "family", "status", "since", "note"));
        for (int i = 0; i < terminals.size(); i++) {
            out.append(row(terminals.getJsonObject(i)));
        }
        return out.toString();
    }

    private static String row(JsonObject terminal) {
        return String.format(
                Locale.ROOT,
                ROW,
                terminal.getString("id"),
                terminal.getString("merchant", ""),
                terminal.getString("family"),
                terminal.getString("status"),
                terminal.getString("since", ""),
                terminal.getString("note", ""));
    }

    static String one(JsonObject terminal) {
        StringBuilder out = new StringBuilder();
        for (String name : new String[] {"id", "merchant", "family", "status", "since", "note"}) {
            if (terminal.getValue(name) != null) {
                out.append(String.format("%-10s %s%n", name, terminal.getValue(name)));
            }
        }
        JsonObject batch = terminal.getJsonObject("batch");
        if (batch != null) {
            out.append(String.format(
                    "%-10s %s, open since %s%n", "batch", batch.getString("number"), batch.getString("openedAt")));
        }
        return out.append(keys(terminal.getJsonArray("keys", new JsonArray()))).toString();
    }

    static String keys(JsonArray keys) {
        if (keys.isEmpty()) {
            return String.format("no keys%n");
        }
        StringBuilder out = new StringBuilder(String.format("keys%n"));
        for (int i = 0; i < keys.size(); i++) {
            JsonObject key = keys.getJsonObject(i);
            out.append(String.format(
                    Locale.ROOT,
                    KEY_ROW,
                    key.getString("purpose"),
                    key.getInteger("version"),
                    key.getString("algorithm"),
                    key.getString("kcv"),
                    key.getBoolean("retired", false) ? " retired" : "",
                    key.getString("createdAt")));
        }
        return out.toString();
    }
}
