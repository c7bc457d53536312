package io.txswitch.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** What came back. */
record Reply(int status, MultiMap headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Reply of(HttpClientResponse response, Buffer body) {
        return new Reply(response.statusCode(), response.headers(), body.toString());
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }

    String code() {
        return json().path("code").asText();
    }

    String param() {
        return json().path("param").asText();
    }
}
