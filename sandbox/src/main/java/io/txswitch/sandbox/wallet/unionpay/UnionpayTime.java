package io.txswitch.sandbox.wallet.unionpay;

import io.txswitch.sandbox.wallet.Numbers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** UnionPay's time text: fourteen digits in Beijing. */
final class UnionpayTime {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private UnionpayTime() {}

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
