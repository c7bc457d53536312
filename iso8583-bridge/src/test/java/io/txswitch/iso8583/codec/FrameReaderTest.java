package io.txswitch.iso8583.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final Frame FRAME = Framings.nac().frame(Tpdu.parse("6000010002"), new byte[] {8, 0, 1, 2, 3});
    private final FrameReader reader = new FrameReader(Framings.nac());

    @Test
    void aFrameIsLengthThenTpduThenMessage() {
        assertThat(HexFormat.of().formatHex(FRAME.toBuffer().getBytes()))
                .isEqualTo("000a" + "6000010002" + "0800010203");
        assertThat(FRAME.tpdu().swapped()).isEqualTo(Tpdu.parse("6000020001"));
    }

    @Test
    void framesComeOutWholeOneByteAtATime() {
        Buffer stream = hundred();
        List<Frame> found = new ArrayList<>();
        for (int i = 0; i < stream.length(); i++) {
            reader.feed(stream.getBuffer(i, i + 1));
            drain(found);
        }
        assertHundred(found);
    }

    @Test
    void aHundredFramesComeOutOfOneSegment() {
        List<Frame> found = new ArrayList<>();
        reader.feed(hundred());
        drain(found);
        assertHundred(found);
    }

    @Test
    void framesThatAreNotPulledWaitUntilTheyAre() {
        reader.feed(hundred());
        assertThat(reader.next()).isNotNull();
        reader.feed(Buffer.buffer(new byte[] {0}));
        List<Frame> found = new ArrayList<>();
        drain(found);

        assertThat(found).hasSize(99);
        assertThat(reader.hasRest()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "0006", "FFFF", "1001", "000A4100010002"})
    void aFrameThatCannotBeEndsTheStreamForGood(String hex) {
        reader.feed(Buffer.buffer(HexFormat.of().parseHex(hex)).appendBytes(new byte[40]));
        assertThat(reader.next()).isNull();
        assertThat(reader.problem()).isNotNull();

        reader.feed(FRAME.toBuffer());
        assertThat(reader.next()).isNull();
    }

    @Test
    void framesBeforeABadOneStillCount() {
        reader.feed(FRAME.toBuffer().appendUnsignedShort(0));

        assertThat(reader.next()).isNotNull();
        assertThat(reader.next()).isNull();
        assertThat(reader.problem()).isEqualTo("length 0");
    }

    private void drain(List<Frame> into) {
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
            into.add(frame);
        }
    }

    private void assertHundred(List<Frame> found) {
        assertThat(found).hasSize(100).allSatisfy(frame -> {
            assertThat(frame.tpdu()).isEqualTo(FRAME.tpdu());
            assertThat(frame.message()).isEqualTo(FRAME.message());
        });
        assertThat(reader.hasRest()).isFalse();
        assertThat(reader.problem()).isNull();
    }

    private static Buffer hundred() {
        Buffer stream = Buffer.buffer();
        for (int i = 0; i < 100; i++) {
            stream.appendBuffer(FRAME.toBuffer());
        }
        return stream;
    }
}
