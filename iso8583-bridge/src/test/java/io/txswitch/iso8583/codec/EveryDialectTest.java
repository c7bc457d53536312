package io.txswitch.iso8583.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jpos.iso.ISOMsg;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in every dialect, over random messages; replay with -Dseed=. */
class EveryDialectTest {
    private static final int MESSAGES = 2_000;

    static List<String> dialects() {
        return Dialects.builtIn().names();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void fieldsInAreTheSameFieldsOut(String name) {
        Dialect dialect = dialect(name);
        withSeed(random -> {
            IsoMessage message = dialect.sample(random);
            byte[] bytes = dialect.codec().encode(message);

            holds(dialect.codec().decode(bytes).equals(message), "other fields out");
        });
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void jposWritesTheSameBytesAndReadsTheSameFields(String name) throws Exception {
        Dialect dialect = dialect(name);
        JposOracle jpos = new JposOracle(dialect);
        withSeed(random -> {
            // jPOS leaves the bitmap out where there is no element; element 11 is in every table.
            IsoMessage message = IsoMessage.of(dialect.name().startsWith("iso93") ? "1804" : "0800")
                    .set(De.STAN, "000001")
                    .copy(dialect.sample(random), IntStream.rangeClosed(2, 128).toArray())
                    .build();
            byte[] bytes = dialect.codec().encode(message);
            byte[] packed = jpos.message(message).pack();
            holds(Arrays.equals(packed, bytes), hex(bytes) + " theirs " + hex(packed));

            ISOMsg theirs = new ISOMsg();
            theirs.setPackager(jpos.packager());
            theirs.unpack(bytes);
            holds(jpos.message(theirs).equals(message), "other fields");
        });
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aMessageCutAnywhereSaysWhereItEnds(String name) {
        Dialect dialect = dialect(name);
        withSeed(random -> {
            byte[] bytes = dialect.codec().encode(dialect.sample(random));
            int length = random.nextInt(bytes.length);
            Decoded decoded = dialect.codec().decode(Arrays.copyOf(bytes, length));

            holds(decoded instanceof DecodeError error && error.offset() <= length, "no error within the bytes");
        });
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void whatIsBehindTheMessageIsAnError(String name) {
        Dialect dialect = dialect(name);
        withSeed(random -> {
            byte[] bytes = dialect.codec().encode(dialect.sample(random));
            byte[] more = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(5));
            Decoded decoded = dialect.codec().decode(more);

            holds(
                    decoded instanceof DecodeError error
                            && error.field().equals("message")
                            && error.offset() == bytes.length,
                    "not the first byte too many");
        });
    }

    private interface Check {
        void on(Random random) throws Exception;
    }

    private static void withSeed(Check check) {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < MESSAGES; i++) {
            try {
                check.on(random);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed=" + seed + " i=" + i, e);
            }
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static void holds(boolean expected, String what) {
        if (!expected) {
            throw new AssertionError(what);
        }
    }

    static Dialect dialect(String name) {
        Dialect dialect = Dialects.builtIn().find(name);
        assertThat(dialect).isNotNull();
        return dialect;
    }
}
