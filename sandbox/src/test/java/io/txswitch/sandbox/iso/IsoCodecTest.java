package io.txswitch.sandbox.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsoCodecTest {
    /** A chip sale, laid out by hand: one line for each element. */
    private static final String SALE = """
            0200
            7238068028C09200
            16 4111111111111111
            000000
            000000012345
            0321103045
            000001
            183045
            0321
            0021
            0001
            00
            29 4111111111111111D301210100000 0
            363332353136303030303031
            5430303030303031
            4D3030303030303030303030303031
            313536
            0123456789ABCDEF
            0011 9F2608A1B2C3D4E5F60708
            """;

    /** A reversal with every other form of element and both bitmaps. */
    private static final String REVERSAL = """
            0420
            C840414120B90400 0400004214000001
            19 6212142000000000012 0
            000000000001
            12345678
            5411
            0003
            12
            11 12345678901 0
            05 621D3 0
            5431202020202020
            53686F70202020202020202020202020202020202020202020202020202020202020202020202020
            02 4142
            04 42345E58
            0005 48454C4C4F
            0001 58
            0301
            020000000103211030450000000000000000000000
            4142 20202020202020202020202020202020202020202020202020202020202020202020202020202020
            03 123 0
            04 41434331
            0102030405060708
            """;

    @Test
    void aChipSaleIsTheBytesLaidOutByHand() {
        IsoMessage sale = sale();

        assertThat(HexFormat.of().withUpperCase().formatHex(IsoCodec.encode(sale)))
                .isEqualTo(SALE.replaceAll("\\s", ""));
    }

    @Test
    void theBytesLaidOutByHandAreAChipSale() throws Exception {
        assertThat(IsoCodec.decode(bytes(SALE))).isEqualTo(sale());
    }

    @Test
    void everyFormOfElementIsReadAndWrittenAlike() throws Exception {
        IsoMessage reversal = IsoCodec.decode(bytes(REVERSAL));

        assertThat(reversal.mti()).isEqualTo("0420");
        assertThat(reversal.get(2)).contains("6212142000000000012");
        assertThat(reversal.get(24)).contains("003");
        assertThat(reversal.get(35)).contains("621=3");
        assertThat(reversal.get(41)).contains("T1      ");
        assertThat(reversal.text(41)).isEqualTo("T1");
        assertThat(reversal.text(48)).isEqualTo("HELLO");
        assertThat(reversal.text(90)).startsWith("0200000001");
        assertThat(reversal.bytes(128)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(IsoCodec.encode(reversal)).isEqualTo(bytes(REVERSAL));
    }

    /** The sale that the load generator beside this project sends, as another codec wrote it. */
    @Test
    void aSaleWrittenByAnotherCodecIsReadAndWrittenAlike() throws Exception {
        byte[] foreign = bytes("""
                02007238048028C09200 19 62220200000000000590 000000 000000012345 0321103045 000001 183045 0321 0051 00
                32 6222020000000000059D301220100000 363332353136303030303031 5430303030303031
                4D3030303030303030303030303031 313536 0123456789ABCDEF 0132
                9F2608A1B2C3D4E5F607089F2701809F101307010103A0A802010A010000000000DEADBEEF9F3704112233449F3602012395
                0500000480009A032611209C01009F02060000000123459F03060000000000005F2A0201569F1A020156820220009F3303E0
                F8C89F34034203009F3501229F1E0831323334353637388407A0000003330101
                """);

        IsoMessage sale = IsoCodec.decode(foreign);

        assertThat(sale.fields().keySet()).containsExactly(2, 3, 4, 7, 11, 12, 13, 22, 25, 35, 37, 41, 42, 49, 52, 55);
        assertThat(sale.get(35)).contains("6222020000000000059=301220100000");
        assertThat(Tlv.decode(sale.bytes(55))).hasSize(18).containsEntry("9F02", "000000012345");
        assertThat(IsoCodec.encode(sale)).isEqualTo(foreign);
    }

    @Test
    void anEchoNeedsBothBitmaps() throws Exception {
        assertThat(IsoCodec.decode(bytes("0800 8000000000000000 0400000000000000 0301"))
                        .get(70))
                .contains("301");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'MTI: needs 2 bytes, 0 left'",
        "'0A00 0000000000000000', 'MTI: only digits'",
        "'0200 00000000', 'bitmap: needs 8 bytes, 4 left'",
        "'0200 8000000000000000 0000000000000000', 'bitmap: a second one without a field'",
        "'0200 8000000000000000 8000000000000000', 'DE65: not in the field table'",
        "'0200 0100000000000000', 'DE8: not in the field table'",
        "'0200 4000000000000000 20 00', 'DE2: at most 19, found 20'",
        "'0200 4000000000000000 16 4111', 'DE2: needs 8 bytes, 2 left'",
        "'0200 4000000000000000 03 123F', 'DE2: filler 0 behind, found another'",
        "'0200 4000000000000000 04 12D4', 'DE2: only digits'",
        "'0200 4000000000000000 1A 4111', 'DE2: only digits'",
        "'0200 1000000000000000 00000001234E', 'DE4: only digits'",
        "'0200 0000040000000000 1021', 'DE22: filler 0 in front, found another'",
        "'0200 0000000020000000 04 12E4', 'DE35: only digits and ='",
        "'0200 0000000000800000 5430303000303031', 'DE41: only printable ASCII'",
        "'0200 0000000000000200 0999 00', 'DE55: needs 999 bytes, 1 left'",
        "'0200 2000000000000000 000000 FF', 'message: 1 bytes left over'",
    })
    void whatIsNoMessageSaysWhereAndWhy(String hex, String problem) {
        assertThatThrownBy(() -> IsoCodec.decode(bytes(hex)))
                .isInstanceOf(DecodeException.class)
                .hasMessage(problem);
    }

    @Test
    void aFaultStillGivesWhatWasReadBeforeIt() {
        DecodeException fault = catchThrowableOfType(
                DecodeException.class, () -> IsoCodec.decode(bytes("0200 3000000000000000 000000 00000001234E")));

        assertThat(fault.path()).isEqualTo("DE4");
        assertThat(fault.readable())
                .contains(IsoMessage.builder("0200").set(3, "000000").build());
    }

    @Test
    void nothingBeyondTheWidestMessageIsRead() {
        assertThatThrownBy(() -> IsoCodec.decode(new byte[IsoCodec.MAX_MESSAGE_BYTES + 1]))
                .hasMessage("message: at most 4096, found 4097");
    }

    @ParameterizedTest
    @CsvSource({"2, 4111x", "4, 12", "22, 1021", "41, T00000001", "41, Ä", "52, 0102", "55, ABC", "55, XY", "8, 1"})
    void aValueThatDoesNotFitCannotBecomeAMessage(int number, String value) {
        assertThatThrownBy(() -> IsoMessage.builder("0200").set(number, value).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("DE" + number + ":")
                .hasMessageNotContaining(value.length() > 3 ? value : "no value");
    }

    @Test
    void cardDataStaysOutOfTheText() {
        assertThat(sale().toString())
                .contains("41=T0000001", "2=***", "35=***", "52=***", "55=***")
                .doesNotContain("4111111111111111", "0123456789ABCDEF");
    }

    @Test
    void anyBytesGiveAMessageThatEncodesBackOrADecodeException() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        byte[][] samples = {bytes(SALE), bytes(REVERSAL)};
        for (int i = 0; i < 50_000; i++) {
            byte[] any = mutated(samples[i % 2], random);
            try {
                if (!Arrays.equals(IsoCodec.encode(IsoCodec.decode(any)), any)) {
                    throw new IllegalStateException("other bytes came back");
                }
            } catch (DecodeException expected) {
                assertThat(expected.path()).isNotEmpty();
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed=" + seed + " bytes=" + HexFormat.of().formatHex(any), e);
            }
        }
    }

    private static byte[] mutated(byte[] sample, Random random) {
        byte[] bytes =
                Arrays.copyOf(sample, sample.length - (random.nextInt(4) == 0 ? random.nextInt(sample.length) : 0));
        int changes = random.nextInt(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int reach = random.nextBoolean() ? Math.min(20, bytes.length) : bytes.length;
            bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static IsoMessage sale() {
        return IsoMessage.builder("0200")
                .set(2, "4111111111111111")
                .set(3, "000000")
                .set(4, 12345)
                .set(7, "0321103045")
                .set(11, 1)
                .set(12, "183045")
                .set(13, "0321")
                .set(22, "021")
                .set(23, "001")
                .set(25, "00")
                .set(35, "4111111111111111=301210100000")
                .set(37, "632516000001")
                .set(41, "T0000001")
                .set(42, "M00000000000001")
                .set(49, "156")
                .set(52, "0123456789abcdef")
                .set(55, "9F2608A1B2C3D4E5F60708")
                .build();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
}
