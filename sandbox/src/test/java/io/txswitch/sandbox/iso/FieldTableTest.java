package io.txswitch.sandbox.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The wires beside the binary one. */
class FieldTableTest {
    @Test
    void aUnionPaySignInIsThePublishedBytes() {
        IsoMessage signIn = IsoMessage.builder(FieldTable.UNIONPAY_POS, "0800")
                .set(11, "000001")
                .set(41, "12345678")
                .set(42, "123456789012345")
                .set(60, "00000000010")
                .set(63, "01 ")
                .build();

        assertThat(hex(IsoCodec.encode(signIn)))
                .isEqualTo("0800" + "0020000000C00012" + "000001" + "3132333435363738"
                        + "313233343536373839303132333435" + "0011" + "000000000100" + "0003" + "303120");
    }

    @Test
    void oddDigitsAreFilledWhereUnionPayFillsThem() throws Exception {
        IsoMessage message = IsoMessage.builder(FieldTable.UNIONPAY_POS, "0200")
                .set(22, "021")
                .set(23, "001")
                .set(35, "6212142000000000012=3012201")
                .build();
        byte[] bytes = IsoCodec.encode(message);

        assertThat(hex(bytes)).endsWith("0210" + "0001" + "27" + "6212142000000000012D3012201" + "0");
        assertThat(IsoCodec.decode(FieldTable.UNIONPAY_POS, bytes)).isEqualTo(message);
    }

    @Test
    void theInterchangeFormIsCharactersAroundABinaryBitmap() throws Exception {
        IsoMessage message = IsoMessage.builder(FieldTable.CUPS, "0200")
                .set(2, "4111111111111111")
                .set(3, "000000")
                .set(52, "0102030405060708")
                .set(70, "301")
                .build();
        byte[] bytes = IsoCodec.encode(message);

        assertThat(hex(bytes))
                .isEqualTo("30323030" + "E000000000001000" + "0400000000000000" + "3136" + ascii("4111111111111111")
                        + ascii("000000") + "0102030405060708" + ascii("301"));
        assertThat(IsoCodec.decode(FieldTable.CUPS, bytes)).isEqualTo(message);
    }

    @Test
    void aSecondBitmapIsNotUnionPays() {
        assertThatThrownBy(() -> IsoCodec.decode(
                        FieldTable.UNIONPAY_POS, HexFormat.of().parseHex("0800" + "8020000000000000" + "04".repeat(8))))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("bitmap");
    }

    @Test
    void anyBytesGiveAMessageThatEncodesBackOrADecodeException() {
        long seed = Long.getLong("seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        for (FieldTable table : List.of(FieldTable.UNIONPAY_POS, FieldTable.CUPS)) {
            for (int i = 0; i < 20_000; i++) {
                byte[] any = new byte[random.nextInt(60)];
                random.nextBytes(any);
                try {
                    assertThat(IsoCodec.encode(IsoCodec.decode(table, any)))
                            .as("seed=" + seed)
                            .isEqualTo(any);
                } catch (DecodeException expected) {
                    assertThat(expected.path()).as("seed=" + seed).isNotEmpty();
                }
            }
        }
    }

    @Test
    void everyFramingIsCutByteByByte() {
        byte[] echo = IsoCodec.encode(
                IsoMessage.builder("0800").set(11, 1).set(70, "301").build());
        List<Frame> sent = List.of(
                new Frame(Framing.UNIONPAY_POS, Framing.posEnvelope("6000010000", "603100311001"), echo),
                new Frame(Framing.CUPS, Framing.cupsHeader("A", "B", echo.length), echo));
        for (Frame frame : sent) {
            List<Frame> read = new ArrayList<>();
            List<String> hostile = new ArrayList<>();
            FrameReader reader = new FrameReader(frame.framing(), read::add, hostile::add);
            for (byte one : frame.toBuffer().getBytes()) {
                reader.handle(Buffer.buffer(new byte[] {one}));
            }
            assertThat(read)
                    .singleElement()
                    .satisfies(whole -> assertThat(whole.envelope()).isEqualTo(frame.envelope()));
            assertThat(hostile).isEmpty();
        }
    }

    @Test
    void lettersAreNoLength() {
        List<String> hostile = new ArrayList<>();
        new FrameReader(Framing.CUPS, frame -> {}, hostile::add).handle(Buffer.buffer("00A1"));

        assertThat(hostile).containsExactly("length=-1");
    }

    private static String ascii(String text) {
        return hex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
