package io.txswitch.sandbox.pos;

import io.txswitch.sandbox.iso.Tlv;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * What a chip and its terminal sign for a sale, as DE55 carries it.
 *
 * <p>Realistic in tags and lengths; the cryptogram is random, since no sandbox card has keys. Source: EMV Book 3, annex
 * A (data elements).
 */
final class ChipData {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final DateTimeFormatter CHIP_DATE =
            DateTimeFormatter.ofPattern("yyMMdd").withZone(ZoneOffset.ofHours(8));
    private static final int COUNTERS = 0x1_0000;

    private final RandomGenerator random;
    private final AtomicInteger transactions = new AtomicInteger();

    ChipData(RandomGenerator random) {
        this.random = random;
    }

    byte[] forSale(SandboxCard card, long amountMinor, String trace, Instant now) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("9F26", random(8)); // application cryptogram
        values.put("9F27", "80"); // it asks to go online
        values.put("9F10", "07010103A0A802010A010000000000" + random(4)); // issuer application data
        values.put("9F37", random(4)); // unpredictable number
        values.put("9F36", counter()); // application transaction counter
        values.put("95", "0000048000"); // terminal verification results
        values.put("9A", CHIP_DATE.format(now));
        values.put("9C", "00"); // purchase
        values.put("9F02", digits(amountMinor)); // amount, as the card signed it
        values.put("5F2A", "0156"); // yuan
        values.put("82", "2000"); // application interchange profile
        values.put("9F1A", "0156"); // terminal country
        values.put("9F03", digits(0)); // other amount
        values.put("9F33", "E0F8C8"); // terminal capabilities
        values.put("9F34", "020300"); // PIN, verified online
        values.put("9F35", "22"); // attended, online and offline
        values.put("9F1E", "5358313030303031"); // interface device serial number
        values.put("84", "A000000333010101"); // application name
        values.put("5F34", card.sequence().substring(1));
        values.put("9F09", "0030"); // application version
        values.put("9F41", "00" + trace); // transaction sequence counter
        return Tlv.encode(values);
    }

    private String counter() {
        return HEX.toHexDigits((short) (transactions.incrementAndGet() % COUNTERS));
    }

    private String random(int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        return HEX.formatHex(some);
    }

    private static String digits(long amountMinor) {
        String digits = Long.toString(amountMinor);
        return "0".repeat(12 - digits.length()) + digits;
    }
}
