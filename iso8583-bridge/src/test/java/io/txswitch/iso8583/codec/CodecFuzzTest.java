package io.txswitch.iso8583.codec;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Any bytes give a message or an error that says where. With {@code JAZZER_FUZZ=1} the fuzzer runs on from the seeds;
 * without it the seeds are run once each, as every other test.
 */
class CodecFuzzTest {
    private static final IsoCodec CODEC = Dialects.iso87Binary().codec();

    @FuzzTest(maxDuration = "60s")
    void anyBytesDecodeOrSayWhere(byte[] bytes) {
        check(bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void anyStreamIsCutOrRefused(FuzzedDataProvider data) {
        FrameReader reader = new FrameReader(Framings.nac());
        while (data.remainingBytes() > 0) {
            reader.feed(Buffer.buffer(data.consumeBytes(data.consumeInt(1, 300))));
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                check(frame.message());
            }
        }
    }

    /**
     * The same with mutations of whole messages, so that a plain test run goes beyond the seeds; replay with
     * -Dseed=.
     */
    @Test
    void mutatedMessagesDecodeOrSayWhere() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] sample = Samples.bytes(Samples.SALE_HEX);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = Arrays.copyOf(sample, sample.length - random.nextInt(4) / 3 * random.nextInt(90));
            for (int changes = random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
                bytes[random.nextInt(Math.min(bytes.length, random.nextBoolean() ? 14 : 500))] =
                        (byte) random.nextInt(256);
            }
            try {
                check(bytes);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed=" + seed + " i=" + i, e);
            }
        }
    }

    /** Plain, because a fluent assertion costs more than what it looks at. */
    private static void holds(boolean expected) {
        if (!expected) {
            throw new AssertionError("neither a message nor an error");
        }
    }

    private static void check(byte[] bytes) {
        switch (CODEC.decode(bytes)) {
            case DecodeError error -> holds(error.text().contains(": "));
            case IsoMessage message -> holds(CODEC.decode(CODEC.encode(message)).equals(message));
        }
    }
}
