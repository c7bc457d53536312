package io.txswitch.core.model;

import java.nio.charset.StandardCharsets;

/** Text that must never be printed: an API secret, a password, a track, a token. */
public record Secret(String reveal) {
    public byte[] bytes() {
        return reveal.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "****";
    }
}
