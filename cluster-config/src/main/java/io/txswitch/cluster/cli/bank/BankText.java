package io.txswitch.cluster.cli.bank;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Banks, lines and keys as people read them. */
final class BankText {
    private static final String ROW = "%-24s %-6s %s%n";
    private static final String KEY_ROW = "%-4s version %-4d %-7s kcv %s%s  since %s%n";

    private BankText() {}

    static String path(String id) {
        return "/control/banks/" + ControlClient.encode(id);
    }

    static void print(Output output, JsonObject found, String text) {
        System.out.print(output == Output.json ? found.encodePrettily() + "\n" : text);
    }

    static String list(JsonArray banks) {
        StringBuilder out = new StringBuilder(String.format(ROW, "bank", "from", "version"));
        for (int i = 0; i < banks.size(); i++) {
            JsonObject bank = banks.getJsonObject(i);
            Object version = bank.getValue("version");
            out.append(
                    String.format(ROW, bank.getString("id"), bank.getString("from"), version == null ? "" : version));
        }
        return out.toString();
    }

    static String lines(JsonObject bank) {
        JsonArray lines = bank.getJsonArray("lines");
        if (lines.isEmpty()) {
            return String.format("%s: no node has a line%n", bank.getString("id"));
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            JsonObject line = lines.getJsonObject(i);
            out.append(String.format(
                    Locale.ROOT,
                    "%-16s %-4s %s, %d in flight, %d ms ago%n",
                    line.getString("node"),
                    line.getBoolean("up") ? "up" : "down",
                    line.getString("detail"),
                    line.getInteger("inFlight"),
                    line.getLong("ageMs")));
            line.getJsonArray("connections").forEach(each -> out.append(String.format("  %s%n", each)));
        }
        return out.toString();
    }

    static String keys(JsonArray keys) {
        if (keys.isEmpty()) {
            return String.format("no keys%n");
        }
        StringBuilder out = new StringBuilder();
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
