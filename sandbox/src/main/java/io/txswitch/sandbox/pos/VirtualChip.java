package io.txswitch.sandbox.pos;

import io.txswitch.sandbox.crypto.ChipKeys;
import io.txswitch.sandbox.crypto.SandboxKeys;
import io.txswitch.sandbox.iso.DecodeException;
import io.txswitch.sandbox.iso.Tlv;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * The chip of a sandbox card in a terminal: signs a transaction with the card's own key, as DE55 carries it, and
 * believes only an issuer that has the same key.
 *
 * <p>Source: EMV Book 3, annex A (data elements); the cryptogram is version 18's ({@link ChipKeys}).
 */
public final class VirtualChip {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final DateTimeFormatter CHIP_DATE =
            DateTimeFormatter.ofPattern("yyMMdd").withZone(ZoneOffset.ofHours(8));
    private static final int COUNTERS = 0x1_0000;

    /** Length 6, key index 1, cryptogram version 18, card verification results. */
    private static final String ISSUER_DATA = "06011203A00000";

    private static final int CRYPTOGRAM_BYTES = 8;
    private static final int CODE_BYTES = 2;

    private final RandomGenerator random;
    private final AtomicInteger transactions = new AtomicInteger();

    /** A chip whose unpredictable numbers come from here. */
    public VirtualChip(RandomGenerator random) {
        this.random = random;
    }

    /**
     * A signed transaction.
     *
     * @param tags hex by tag, in order
     */
    @SuppressWarnings("ArrayRecordComponent") // Passed on and never compared.
    public record Signed(Map<String, String> tags, byte[] sessionKey) {
        /** The bytes of DE55. */
        public byte[] data() {
            return Tlv.encode(tags);
        }

        /** Whether issuer data bring a script (71 or 72) for the card. */
        public static boolean hasScript(byte[] issuerData) {
            try {
                Map<String, String> tags = Tlv.decode(issuerData);
                return tags.containsKey("71") || tags.containsKey("72");
            } catch (DecodeException e) {
                return false;
            }
        }

        /** The bytes of those of the tags that are there, for a reversal or a script's result. */
        public byte[] some(List<String> wanted) {
            Map<String, String> chosen = new LinkedHashMap<>();
            wanted.stream().filter(tags::containsKey).forEach(tag -> chosen.put(tag, tags.get(tag)));
            return Tlv.encode(chosen);
        }

        /** Whether issuer data bring a proof (tag 91) that is wrong, or are unreadable; none at all is no dispute. */
        public boolean disputes(byte[] issuerData) {
            try {
                return Tlv.decode(issuerData).containsKey("91") && !believes(issuerData);
            } catch (DecodeException e) {
                return true;
            }
        }

        /** Whether issuer data (DE55 of an answer) hold the proof, in tag 91, that the issuer has this card's key. */
        public boolean believes(byte[] issuerData) {
            try {
                byte[] proof = HEX.parseHex(Tlv.decode(issuerData).getOrDefault("91", ""));
                if (proof.length != CRYPTOGRAM_BYTES + CODE_BYTES) {
                    return false;
                }
                byte[] code = Arrays.copyOfRange(proof, CRYPTOGRAM_BYTES, proof.length);
                byte[] right = ChipKeys.response1(sessionKey, HEX.parseHex(tags.get("9F26")), code);
                return MessageDigest.isEqual(right, Arrays.copyOf(proof, CRYPTOGRAM_BYTES));
            } catch (DecodeException e) {
                return false;
            }
        }

        /** Shows no key. */
        @Override
        public String toString() {
            return "Signed[tags=" + tags.size() + "]";
        }
    }

    /**
     * Has a card sign.
     *
     * @param kind tag 9C: 00 purchase, 31 balance
     */
    public Signed sign(SandboxCard card, long amountMinor, String kind, String trace, Instant now) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("9F26", ""); // application cryptogram, below
        values.put("9F27", "80"); // it asks to go online
        values.put("9F10", ISSUER_DATA);
        values.put("9F37", random(4)); // unpredictable number
        values.put("9F36", counter()); // application transaction counter
        values.put("95", "0000048000"); // terminal verification results
        values.put("9A", CHIP_DATE.format(now));
        values.put("9C", kind);
        values.put("9F02", digits(amountMinor)); // amount, as the card signs it
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
        byte[] session = sessionKey(card, values.get("9F36"));
        byte[] signed = ChipKeys.signed(values).orElseThrow();
        values.put("9F26", HEX.formatHex(ChipKeys.cryptogram(session, signed)));
        return new Signed(values, session);
    }

    private static byte[] sessionKey(SandboxCard card, String counter) {
        byte[] imk = SandboxKeys.bytes(SandboxKeys.IMK_AC);
        byte[] own = ChipKeys.cardKey(imk, card.pan(), card.sequence().substring(1));
        return ChipKeys.sessionKey(own, HEX.parseHex(counter));
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
