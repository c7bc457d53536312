package io.txswitch.iso8583.codec;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes give a value or an error that says where, in every decoder. With {@code JAZZER_FUZZ=1} the fuzzer runs on
 * from the seeds; without it the seeds are run once each, as every other test. {@code ./txswitch fuzz} runs for hours.
 */
class CodecFuzzTest {
    private static final List<Dialect> DIALECTS = Dialects.builtIn().names().stream()
            .map(name -> Objects.requireNonNull(Dialects.builtIn().find(name)))
            .toList();
    private static final List<Framing> FRAMINGS = Framings.builtIn().names().stream()
            .map(name -> Objects.requireNonNull(Framings.builtIn().find(name)))
            .filter(Framing::cutsStreams)
            .toList();

    static List<Dialect> dialects() {
        return DIALECTS;
    }

    @FuzzTest(maxDuration = "60s")
    void anyBytesDecodeOrSayWhere(byte[] bytes) {
        DIALECTS.forEach(dialect -> check(dialect, bytes));
    }

    @FuzzTest(maxDuration = "60s")
    void anyStreamIsCutOrRefused(FuzzedDataProvider data) {
        FrameReader reader = new FrameReader(Framings.nac());
        while (data.remainingBytes() > 0) {
            reader.feed(Buffer.buffer(data.consumeBytes(data.consumeInt(1, 300))));
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                check(Dialects.iso87Binary(), frame.message());
            }
        }
    }

    /** The first byte says how long the pieces are. */
    @FuzzTest(maxDuration = "60s")
    void anyStreamIsCutTheSameEverywhere(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(bytes, 1, bytes.length);
        int piece = 1 + (bytes[0] & 0x7f);
        for (Framing framing : FRAMINGS) {
            FrameReader whole = new FrameReader(framing);
            FrameReader cut = new FrameReader(framing);
            List<Frame> frames = new ArrayList<>();
            List<Frame> same = new ArrayList<>();
            whole.feed(Buffer.buffer(stream));
            drain(whole, frames);
            for (int at = 0; at < stream.length; at += piece) {
                cut.feed(Buffer.buffer(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + piece))));
                drain(cut, same);
            }
            holds(frames.equals(same) && Objects.equals(whole.problem(), cut.problem()));
        }
    }

    @FuzzTest(maxDuration = "60s")
    void anyChipDataIsReadOrRefused(byte[] bytes) {
        DecodeError error = Tlv.check(bytes);
        if (error == null) {
            Tlv.elements(bytes).forEach(each -> holds(Tlv.tags(bytes).contains(each.tag())));
        } else {
            holds(error.offset() >= 0 && error.offset() <= bytes.length);
        }
    }

    /**
     * The same with mutations of whole messages, so that a plain test run goes beyond the seeds; replay with
     * -Dseed=.
     */
    @ParameterizedTest
    @MethodSource("dialects")
    void mutatedMessagesDecodeOrSayWhere(Dialect dialect) {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] sample = dialect.codec().encode(dialect.sample(random));
            byte[] bytes = Arrays.copyOf(sample, sample.length - random.nextInt(4) / 3 * random.nextInt(sample.length));
            for (int changes = random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
                bytes[random.nextInt(Math.min(bytes.length, random.nextBoolean() ? 14 : 500))] =
                        (byte) random.nextInt(256);
            }
            try {
                check(dialect, bytes);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "seed=" + seed + " i=" + i + " " + HexFormat.of().formatHex(bytes), e);
            }
        }
    }

    private static void drain(FrameReader reader, List<Frame> into) {
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
            into.add(frame);
        }
    }

    /** Plain, because a fluent assertion costs more than what it looks at. */
    private static void holds(boolean expected) {
        if (!expected) {
            throw new AssertionError("neither a value nor an error, or not the same one");
        }
    }

    private static void check(Dialect dialect, byte[] bytes) {
        IsoCodec codec = dialect.codec();
        switch (codec.decode(bytes)) {
            case DecodeError error ->
                holds(error.text().contains(": ") && error.offset() >= 0 && error.offset() <= bytes.length);
            case IsoMessage message -> holds(codec.decode(codec.encode(message)).equals(message));
        }
    }
}
