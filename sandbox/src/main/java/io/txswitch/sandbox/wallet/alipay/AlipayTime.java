package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.Numbers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Alipay's time text: {@code yyyy-MM-dd HH:mm:ss} in Beijing. */
final class AlipayTime {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private AlipayTime() {}

    static String text(Instant at) {
        return FORMAT.format(at.atOffset(Numbers.BEIJING));
    }

    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, FORMAT).toInstant(Numbers.BEIJING));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
