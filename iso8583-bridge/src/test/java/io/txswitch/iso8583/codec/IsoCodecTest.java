package io.txswitch.iso8583.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Map;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.packager.GenericPackager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoCodecTest {
    private final IsoCodec codec = Dialects.iso87Binary().codec();

    @Test
    void aSaleIsTheBytesLaidOutByHand() {
        assertThat(HexFormat.of().withUpperCase().formatHex(codec.encode(Samples.sale())))
                .isEqualTo(Samples.SALE_HEX.replaceAll("\\s", ""));
    }

    @Test
    void theBytesLaidOutByHandAreASale() {
        assertThat(codec.decode(Samples.bytes(Samples.SALE_HEX))).isEqualTo(Samples.sale());
    }

    @Test
    void aWholeJposMessageIsTheSameBytes() throws Exception {
        ISOMsg theirs = new ISOMsg("0421");
        Map<Integer, String> fields = Map.of(
                2,
                "6212142000000000012",
                3,
                "000000",
                4,
                "000000000100",
                11,
                "000007",
                22,
                "021",
                37,
                "0ABC12345XYZ",
                41,
                "T1      ",
                70,
                "301",
                90,
                "020000000103211030450000000000000000000000",
                102,
                "ACC1");
        IsoMessage.Builder ours = IsoMessage.of("0421");
        for (Map.Entry<Integer, String> each : fields.entrySet()) {
            theirs.set(each.getKey(), each.getValue());
            ours.set(each.getKey(), each.getValue());
        }
        theirs.setPackager(new GenericPackager(
                GenericPackager.class.getClassLoader().getResourceAsStream("packager/iso87binary.xml")));

        byte[] bytes = codec.encode(ours.build());

        assertThat(bytes).isEqualTo(theirs.pack());
        assertThat(codec.decode(bytes)).isEqualTo(ours.build());
    }

    @Test
    void anEchoNeedsBothBitmaps() {
        assertThat(codec.decode(Samples.bytes("0800 8000000000000000 0400000000000000 0301")))
                .isEqualTo(IsoMessage.of("0800").set(De.NETWORK_CODE, "301").build());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'MTI: four digits'",
        "'02', 'MTI: four digits'",
        "'0A00 0000000000000000', 'MTI: four digits'",
        "'0200 00000000', 'bitmap: length 8, found 4'",
        "'0200 8000000000000000 0000', 'bitmap: length 16, found 10'",
        "'0200 8000000000000000 8000000000000000', 'DE65: not in the field table'",
        "'0200 4000000000000000 20 00', 'DE2: at most 19, found 20'",
        "'0200 4000000000000000 16 4111', 'DE2: length 8, found 2'",
        "'0200 4000000000000000 04 12D4', 'DE2: only digits'",
        "'0200 4000000000000000 1A 4111', 'DE2: a length in digits'",
        "'0200 1000000000000000 00000001234E', 'DE4: only digits'",
        "'0200 1000000000000000 0000', 'DE4: length 6, found 2'",
        "'0200 0000000020000000 04 12E4', 'DE35: only digits and ='",
        "'0200 0000000000800000 5430303000303031', 'DE41: only printable characters'",
        "'0200 0000000000000200', 'DE55: a length of 2 bytes, found 0'",
        "'0200 0000000000000200 0999 00', 'DE55: length 999, found 1'",
        "'0200 0000000000000200 0008 9F2608A1B2C3D4E5', 'DE55 → 9F26: length 8, found 5'",
        "'0200 0000000000000200 0003 9F2682', 'DE55 → 9F26: no length'",
        "'0200 0000000000000200 0001 9F', 'DE55 → 9F: no length'",
        "'0200 0000000000000200 0005 9F8F8F8F01', 'DE55 → 9F8F8F8F: a tag of at most 3 bytes'",
        "'0200 0000000000000200 0003 828300', 'DE55 → 82: a length of at most 2 bytes'",
        "'0200 0000000000000200 0008 7006700470027000', 'DE55 → 70 → 70 → 70 → 70: nested deeper than 4'",
        "'0200 0000000000000200 0005 7003820201', 'DE55 → 70 → 82: length 2, found 1'",
        "'0200 2000000000000000 000000 FF', 'message: 1 bytes left over'",
    })
    void whatIsNoMessageSaysWhereAndWhy(String hex, String text) {
        assertThat(codec.decode(Samples.bytes(hex)))
                .isInstanceOfSatisfying(
                        DecodeError.class, error -> assertThat(error.text()).isEqualTo(text));
    }

    @Test
    void aWrongValueLeavesTheRestReadable() {
        Decoded decoded =
                codec.decode(Samples.bytes("0200 3020000000800000 000000 00000001234E 000007 5430303030303031"));

        assertThat(decoded).isInstanceOfSatisfying(DecodeError.class, error -> {
            assertThat(error.path()).isEqualTo("DE4");
            assertThat(error.offset()).isEqualTo(18);
            assertThat(error.readable())
                    .isEqualTo(IsoMessage.of("0200")
                            .set(De.PROCESSING_CODE, "000000")
                            .set(De.STAN, "000007")
                            .set(De.TERMINAL, "T0000001")
                            .build());
        });
    }

    @Test
    void aWrongLengthLeavesWhatCameBeforeReadable() {
        Decoded decoded = codec.decode(Samples.bytes("0200 6020000000000000 02 12 000000 0000"));

        assertThat(decoded).isInstanceOfSatisfying(DecodeError.class, error -> {
            assertThat(error.text()).isEqualTo("DE11: length 3, found 2");
            assertThat(error.readable())
                    .isEqualTo(IsoMessage.of("0200")
                            .set(De.PAN, "12")
                            .set(De.PROCESSING_CODE, "000000")
                            .build());
        });
    }

    @Test
    void nothingBeyondTheWidestMessageIsRead() {
        assertThat(codec.decode(new byte[IsoCodec.MAX_MESSAGE_BYTES + 1]))
                .hasToString("message: at most 4096, found 4097 (offset 0)");
    }

    @ParameterizedTest
    @CsvSource({"2,4111x", "2,41111111111111111111", "4,1234567890123", "37,ABCDEFGHIJKLM", "41,Ä", "52,0102", "65,1"})
    void aValueThatDoesNotFitCannotBecomeAMessage(int number, String value) {
        IsoMessage message = IsoMessage.of("0200").set(number, value).build();

        assertThatThrownBy(() -> codec.encode(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("DE" + number + ":")
                .message()
                .doesNotContain(value.length() > 3 ? value : "no value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0200:0210", "0201:0210", "0400:0410", "0420:0430", "0421:0430", "0800:0810", "0820:0830"})
    void anAnswerHasTheFunctionAfterTheRequests(String pair) {
        IsoMessage request = IsoMessage.of(pair.substring(0, 4)).build();

        assertThat(request.isRequest()).isTrue();
        assertThat(request.answerMti()).isEqualTo(pair.substring(5));
        assertThat(IsoMessage.of(request.answerMti()).build().isRequest()).isFalse();
    }

    @Test
    void cardDataStaysOutOfTheText() {
        assertThat(Samples.sale().toString())
                .contains("41=T0000001", "2=***", "35=***", "52=***", "55=***")
                .doesNotContain("4111111111111111");
        assertThat(Samples.sale().fields().toString()).doesNotContain("4111111111111111");
    }

    @Test
    void chipDataIsPickedByTag() {
        byte[] picked = Tlv.pick(Samples.bytes(Samples.CHIP), java.util.Set.of("95", "9F36", "9F1E"));

        assertThat(HexFormat.of().withUpperCase().formatHex(picked))
                .isEqualTo("9F36020123" + "95050000048000" + "9F1E083132333435363738");
    }
}
