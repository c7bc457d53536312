package io.txswitch.iso8583.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FramingTest {
    private static final byte[] MESSAGE = HexFormat.of().parseHex("08000102");
    private static final Tpdu ADDRESS = Tpdu.parse("6000010002");

    static List<Framing> streams() {
        return Framings.builtIn().names().stream()
                .map(FramingTest::framing)
                .filter(Framing::cutsStreams)
                .toList();
    }

    private static Framing framing(String name) {
        return Objects.requireNonNull(Framings.builtIn().find(name));
    }

    private static String hex(Buffer bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes.getBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "nac,               0009 6000010002 08000102",
        "unionpay-pos,      000F 6000010002 603100311001 08000102",
        "binary2,           0004 08000102",
        "binary2-inclusive, 0006 08000102",
        "binary2-trailer,   0005 08000102 03",
        "binary4,           00000004 08000102",
        "binary4-inclusive, 00000008 08000102",
        "binary4-trailer,   00000005 08000102 03",
        "bcd2,              0004 08000102",
        "bcd2-tpdu,         0009 6000010002 08000102",
        "ascii4,            30303034 08000102",
        "ascii4-inclusive,  30303038 08000102",
        "ascii4-trailer,    30303035 08000102 03",
        "hex4,              30303034 08000102",
        "none,              08000102"
    })
    void aFrameIsLaidOutAsItsNameSays(String name, String bytes) {
        assertThat(hex(framing(name).frame(ADDRESS, MESSAGE).toBuffer())).isEqualTo(bytes.replace(" ", ""));
    }

    @Test
    void theHeaderOfTheExchangeHasItsLengthAndSwapsItsStations() {
        Framing cups = framing("cups");
        Frame request = cups.frame(null, MESSAGE);
        assertThat(hex(request.toBuffer())).startsWith("30303530" + "2E02" + "30303530" + "20");
        byte[] header = request.header().clone();
        System.arraycopy("DESTINATION".getBytes(), 0, header, 6, 11);
        System.arraycopy("ORIGINATOR1".getBytes(), 0, header, 17, 11);
        header[40] = 'X';

        Frame reply = new Frame(cups, null, header, MESSAGE).reply(new byte[] {8, 16, 0});

        assertThat(new String(reply.header(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("ORIGINATOR1DESTINATION", "X");
        assertThat(hex(reply.toBuffer())).startsWith("30303439" + "2E02" + "30303439");
    }

    @ParameterizedTest
    @MethodSource("streams")
    void framesComeOutWholeOneByteAtATimeAndAHundredAtOnce(Framing framing) {
        Buffer stream = Buffer.buffer();
        for (int i = 0; i < 100; i++) {
            stream.appendBuffer(
                    framing.frame(ADDRESS, new byte[] {8, 0, (byte) i, 3}).toBuffer());
        }
        FrameReader bytewise = new FrameReader(framing);
        List<Frame> found = new ArrayList<>();
        for (int i = 0; i < stream.length(); i++) {
            bytewise.feed(stream.getBuffer(i, i + 1));
            drain(bytewise, found);
        }
        FrameReader whole = new FrameReader(framing);
        List<Frame> same = new ArrayList<>();
        whole.feed(stream);
        drain(whole, same);

        assertThat(found).hasSize(100).isEqualTo(same);
        assertThat(found.get(7).message()).isEqualTo(new byte[] {8, 0, 7, 3});
        assertThat(bytewise.hasRest()).isFalse();
        assertThat(whole.hasRest()).isFalse();
    }

    private static void drain(FrameReader reader, List<Frame> into) {
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
            into.add(frame);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nac, 0000, length 0",
        "nac, 1001, length 4097",
        "nac, 0009 6100010002 08000102, no TPDU",
        "binary2-inclusive, 0001, length 1",
        "binary2-inclusive, 0002, length 2",
        "binary2-inclusive, FFFF, length 65535",
        "binary2-trailer, 0005 0800010204, no trailer",
        "binary4, FFFFFFFF, length 4294967295",
        "bcd2, 0A00, a length that is no number",
        "bcd2, 9999, length 9999",
        "ascii4, 3A303030, a length that is no number",
        "ascii4, 39393939, length 9999",
        "ascii4, 30303030, length 0",
        "hex4, 47303030, a length that is no number",
        "cups, 30303437, length 47",
        "unionpay-pos, 000C, length 12"
    })
    void aLengthThatCannotBeEndsTheStream(String name, String bytes, String problem) {
        FrameReader reader = new FrameReader(framing(name));
        reader.feed(Buffer.buffer(HexFormat.of().parseHex(bytes.replace(" ", ""))));

        assertThat(reader.next()).isNull();
        assertThat(reader.problem()).isEqualTo(problem);
    }

    @Test
    void anEmptyFrameIsASignOfLifeWhereTheFramingSaysSo() {
        FrameReader reader = new FrameReader(framing("cups"));
        Buffer frame = framing("cups").frame(null, MESSAGE).toBuffer();
        reader.feed(Buffer.buffer("00000000").appendBuffer(frame).appendString("0000"));

        assertThat(reader.next()).isNotNull();
        assertThat(reader.next()).isNull();
        assertThat(reader.problem()).isNull();
        assertThat(reader.hasRest()).isFalse();
    }

    @Test
    void aLengthMayCountTheMessageAlone() {
        Framing framing = new Framing(
                "x",
                new FrameLength(FrameLength.Coding.BINARY, 2, false, false),
                true,
                FrameHeader.of("0000"),
                "",
                false,
                Framing.MAX_BYTES);
        Buffer bytes = framing.frame(ADDRESS, MESSAGE).toBuffer();
        FrameReader reader = new FrameReader(framing);
        reader.feed(bytes);

        assertThat(hex(bytes)).isEqualTo("0004" + "6000010002" + "0000" + "08000102");
        assertThat(Objects.requireNonNull(reader.next()).message()).isEqualTo(MESSAGE);
    }

    @Test
    void whatIsNoFramingIsRefused() {
        FrameLength two = new FrameLength(FrameLength.Coding.BINARY, 2, false, true);
        assertThatThrownBy(() -> new Framing("Two", two, false, FrameHeader.NONE, "", false, 4096))
                .hasMessageStartingWith("name");
        assertThatThrownBy(() -> new Framing("two", two, false, FrameHeader.NONE, "3", false, 4096))
                .hasMessageStartingWith("trailer");
        assertThatThrownBy(() -> new Framing("two", two, false, FrameHeader.NONE, "", false, 4097))
                .hasMessageStartingWith("max-bytes");
        assertThatThrownBy(() -> new Framing("two", FrameLength.NONE, false, FrameHeader.NONE, "", true, 4096))
                .hasMessageStartingWith("keep-alive");
        assertThatThrownBy(() -> new FrameHeader("00", 0, 0, 1, 4)).hasMessageStartingWith("header-length");
        assertThatThrownBy(() -> new FrameReader(framing("none"))).hasMessageContaining("cuts no streams");
        assertThatThrownBy(() -> framing("nac").frame(null, MESSAGE)).hasMessageContaining("needs a TPDU");
        assertThatThrownBy(() -> framing("nac").frame(ADDRESS, new byte[4092]).toBuffer())
                .hasMessage("frame: at most 4096");
        assertThatThrownBy(() -> new Frame(framing("nac"), null, new byte[0], MESSAGE))
                .hasMessageContaining("not of framing nac");
    }
}
