package io.txswitch.cluster.cli.credential;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.stream.Collectors;

/** Credentials as people read them. */
final class CredentialText {
    private static final String ROW = "%-24s %-11s %-26s %s%n";

    private CredentialText() {}

    static String path(String channel) {
        return "/control/channels/" + ControlClient.encode(channel) + "/credentials";
    }

    static void print(Output output, JsonObject found, String text) {
        System.out.print(output == Output.json ? found.encodePrettily() + "\n" : text);
    }

    static String list(JsonArray credentials) {
        StringBuilder out = new StringBuilder(String.format(ROW, "credential", "state", "signs from", "what it is"));
        for (int i = 0; i < credentials.size(); i++) {
            out.append(row(credentials.getJsonObject(i)));
        }
        return out.toString();
    }

    static String row(JsonObject credential) {
        String details = credential.getJsonObject("details", new JsonObject()).stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                ROW,
                credential.getString("id"),
                credential.getString("state"),
                credential.getString("signsFrom", ""),
                details);
    }
}
