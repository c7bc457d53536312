package io.txswitch.sandbox.iso;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final byte[] TPDU = {0x60, 0x00, 0x01, 0x00, 0x02};
    private static final IsoMessage ECHO =
            IsoMessage.builder("0800").set(11, 7).set(70, 301).build();

    private final List<Frame> frames = new ArrayList<>();
    private final List<String> hostile = new ArrayList<>();
    private final FrameReader reader = new FrameReader(frames::add, hostile::add);

    @Test
    void aFrameIsLengthThenTpduThenMessage() {
        assertThat(Frame.of(TPDU, ECHO).toHex())
                .isEqualTo(
                        "001C" + "6000010002" + "0800" + "8020000000000000" + "0400000000000000" + "000007" + "0301");
    }

    @Test
    void anAnswerGoesBackToWhereTheRequestCameFrom() {
        assertThat(HexFormat.of().formatHex(Frame.of(TPDU, ECHO).answer(ECHO).tpdu()))
                .isEqualTo("6000020001");
    }

    @Test
    void framesComeOutWholeHoweverTheNetworkCutThem() {
        Buffer stream = Buffer.buffer();
        for (int i = 0; i < 100; i++) {
            stream.appendBuffer(Frame.of(TPDU, ECHO).toBuffer());
        }

        for (int i = 0; i < stream.length(); i++) {
            reader.handle(stream.getBuffer(i, i + 1));
        }
        reader.handle(stream);

        assertThat(frames)
                .hasSize(200)
                .allSatisfy(
                        frame -> assertThat(IsoCodec.decode(frame.message())).isEqualTo(ECHO));
        assertThat(hostile).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "000E", "FFFF", "1006", "001C4100010002"})
    void aFrameThatCannotBeEndsTheStreamOnce(String hex) {
        byte[] start = HexFormat.of().parseHex(hex);
        reader.handle(Buffer.buffer(start).appendBytes(new byte[40]));
        reader.handle(Frame.of(TPDU, ECHO).toBuffer());

        assertThat(hostile).hasSize(1);
        assertThat(frames).isEmpty();
    }

    @Test
    void framesBeforeAHostileOneStillCount() {
        reader.handle(Frame.of(TPDU, ECHO).toBuffer().appendUnsignedShort(0));

        assertThat(frames).hasSize(1);
        assertThat(hostile).containsExactly("length=0");
    }
}
