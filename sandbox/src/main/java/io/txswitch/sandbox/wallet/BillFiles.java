package io.txswitch.sandbox.wallet;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Bill files behind tokens, each for a short while; confined to the simulator's event loop. */
public final class BillFiles {
    private static final Duration LIFE = Duration.ofSeconds(30);
    private static final int TOKEN_CHARS = 32;
    /** A merchant fetches a handful a day. */
    private static final int MAX_FILES = 64;

    private record File(byte[] content, Instant until) {}

    private final Numbers numbers;
    private final Map<String, File> byToken = new HashMap<>();

    public BillFiles(Numbers numbers) {
        this.numbers = numbers;
    }

    /** The token it can be fetched by. */
    public String keep(byte[] content) {
        Instant now = numbers.now();
        byToken.values().removeIf(file -> file.until().isBefore(now) || byToken.size() >= MAX_FILES);
        String token = numbers.text(TOKEN_CHARS);
        byToken.put(token, new File(content.clone(), now.plus(LIFE)));
        return token;
    }

    public Optional<byte[]> find(String token) {
        return Optional.ofNullable(byToken.get(token))
                .filter(file -> !file.until().isBefore(numbers.now()))
                .map(File::content);
    }
}
