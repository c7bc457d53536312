package io.txswitch.sandbox.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does at a node's control port before terminals and banks can work: the same as {@code terminal add},
 * {@code terminal key} and {@code bank key} do.
 *
 * @param url where a node listens for people
 * @param token the sandbox person's
 */
record ControlPort(String url, String token) {
    private static final int TIMEOUT_MS = 15_000;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final String REASON = "sandbox";

    /** Makes a terminal known, with its master key in two components. */
    void addTerminal(String id, String merchant, String family, String tmkHex) {
        post(
                "/control/terminals",
                new JsonObject()
                        .put("id", id)
                        .put("merchant", merchant)
                        .put("family", family)
                        .put("reason", REASON));
        post("/control/terminals/" + id + "/keys", components(tmkHex).put("reason", REASON));
    }

    /** Gives the switch the master key it shares with a bank, in two components, and has it fetch working keys. */
    void keyBank(String id, String zmkHex) {
        post("/control/banks/" + id + "/keys", components(zmkHex).put("reason", REASON));
        post("/control/banks/" + id + "/exchange", new JsonObject().put("reason", REASON));
    }

    /** Two halves that give the key only together, as two people would bring them. */
    private static JsonObject components(String keyHex) {
        byte[] key = HexFormat.of().parseHex(keyHex);
        byte[] one = new byte[key.length];
        new SecureRandom().nextBytes(one);
        byte[] two = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            two[i] = (byte) (key[i] ^ one[i]);
        }
        HexFormat hex = HexFormat.of().withUpperCase();
        return new JsonObject()
                .put("components", new JsonArray().add(hex.formatHex(one)).add(hex.formatHex(two)));
    }

    /**
     * What a bill came to.
     *
     * @param lines how many were read
     * @param counted how many its own end says there are
     */
    record Bill(long lines, long counted, long inMinor, long outMinor) {}

    /** Reads a wallet's bill, as {@code txswitch bill} does: lines, and what they came to at the end. */
    Bill bill(String channel, LocalDate day, String type) {
        String path = "/control/bills/" + channel + "?day=" + day + "&type=" + type;
        List<String> lines = new String(carriedOut("GET", path, null), StandardCharsets.UTF_8)
                .lines()
                .toList();
        JsonObject end = new JsonObject(lines.isEmpty() ? "{}" : lines.getLast()).getJsonObject("end");
        if (end == null) {
            throw new IllegalStateException(path + " breaks off: " + (lines.isEmpty() ? "nothing" : lines.getLast()));
        }
        return new Bill(
                lines.size() - 1, end.getLong("lines", -1L), end.getLong("in_minor", 0L), end.getLong("out_minor", 0L));
    }

    private void post(String path, JsonObject body) {
        carriedOut("POST", path, body);
    }

    private byte[] carriedOut(String method, String path, @Nullable JsonObject body) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url + path).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            connection.setRequestMethod(method);
            connection.setRequestProperty("Authorization", "Bearer " + token);
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                connection.getOutputStream().write(body.toBuffer().getBytes());
            }
            int status = connection.getResponseCode();
            if (status != OK && status != CREATED) {
                throw new IllegalStateException(path + " answered " + status + " " + said(connection));
            }
            try (var in = connection.getInputStream()) {
                return in.readAllBytes();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new IllegalStateException(path + ": " + e.getMessage(), e);
        }
    }

    private static String said(HttpURLConnection connection) throws IOException {
        try (var in = connection.getErrorStream()) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
