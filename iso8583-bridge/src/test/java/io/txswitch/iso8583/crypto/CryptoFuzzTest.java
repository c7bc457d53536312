package io.txswitch.iso8583.crypto;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.txswitch.core.model.Pan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Any bytes give a value or a {@link SecurityModuleException}. With {@code JAZZER_FUZZ=1} the fuzzer runs on from the
 * seeds; without it the seeds are run once each, as every other test.
 */
class CryptoFuzzTest {
    private static final Pan CARD = new Pan("6212142000000000012");
    private static final ClearKey DES = key(KeyAlgorithm.TDES2, "DD7515F2BFC17F85CE48F3CA25CB21F6");
    private static final ClearKey AES =
            key(KeyAlgorithm.AES256, "88E1AB2A2E3DD38C1FA039A536500CC8A87AB9D62DC92C01058FA79F44657DE6");
    private static final String B_BLOCK =
            "B0104B0TX12S0100KS1800604B120F9292800000BB68BE8680A400D9191AD4ECE45B6E6C0D21C4738A52190E248719E24B433627";
    private static final String D_BLOCK = "D0112P0AE00E0000B82679114F470F540165EDFBF7E250FCEA43F810D215F8D2"
            + "07E2E417C07156A27E8E31DA05F7425509593D03A457DC34";

    private static ClearKey key(KeyAlgorithm algorithm, String hex) {
        try {
            return ClearKey.of(algorithm, Hex.bytes(hex));
        } catch (SecurityModuleException e) {
            throw new IllegalStateException(e);
        }
    }

    @FuzzTest(maxDuration = "60s")
    void anyTextIsAKeyBlockOrRefused(byte[] bytes) {
        unwrap(bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreAPinBlockOrRefused(byte[] bytes) {
        decrypt(bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreWorkingKeysOrRefused(byte[] bytes) {
        for (WorkingKeyLayout layout : WorkingKeyLayout.values()) {
            try {
                WorkingKeyField.parse(DES, layout, bytes);
            } catch (SecurityModuleException refused) {
                holds(refused.reason() == SecurityModuleException.Reason.BAD_KEY
                        || refused.reason() == SecurityModuleException.Reason.BAD_DATA);
            }
        }
    }

    /** The same with changes of whole blocks, so that a plain test run goes beyond the seeds; replay with -Dseed=. */
    @Test
    void changedBlocksAreRefused() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String sample = random.nextBoolean() ? B_BLOCK : D_BLOCK;
            byte[] bytes = sample.getBytes(StandardCharsets.US_ASCII);
            byte[] changed = Arrays.copyOf(bytes, bytes.length - random.nextInt(4) / 3 * random.nextInt(bytes.length));
            for (int changes = random.nextInt(4); changes > 0 && changed.length > 0; changes--) {
                int at = random.nextInt(Math.min(changed.length, random.nextBoolean() ? 24 : 200));
                changed[at] = (byte) "0123456789ABCDEFPBKS\u0000 ~zx".charAt(random.nextInt(25));
            }
            byte[] pinBlock = new byte[random.nextInt(20)];
            random.nextBytes(pinBlock);
            try {
                unwrap(changed);
                decrypt(pinBlock);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed=" + seed + " i=" + i, e);
            }
        }
    }

    private static void unwrap(byte[] bytes) {
        for (ClearKey protection : new ClearKey[] {DES, AES}) {
            try {
                KeyBlock.Opened opened = KeyBlock.unwrap(protection, new String(bytes, StandardCharsets.ISO_8859_1));
                holds(opened.key().length > 0);
            } catch (SecurityModuleException refused) {
                holds(refused.getStackTrace().length == 0);
            }
        }
    }

    private static void decrypt(byte[] bytes) {
        for (PinFormat format : PinFormat.values()) {
            try {
                ClearPin pin = PinBlocks.decrypt(format == PinFormat.ISO_4 ? AES : DES, format, bytes, CARD);
                holds(pin.reveal().length() >= 4);
            } catch (SecurityModuleException refused) {
                holds(refused.reason() == SecurityModuleException.Reason.BAD_PIN_BLOCK);
            }
            try {
                holds(PinBlocks.read(format, bytes, CARD).reveal().length() >= 4);
            } catch (SecurityModuleException refused) {
                holds(refused.reason() == SecurityModuleException.Reason.BAD_PIN_BLOCK);
            }
        }
    }

    private static void holds(boolean expected) {
        if (!expected) {
            throw new AssertionError("neither a value nor a refusal");
        }
    }
}
