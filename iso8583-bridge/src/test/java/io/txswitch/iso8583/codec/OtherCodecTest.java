package io.txswitch.iso8583.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.solab.iso8583.IsoType;
import com.solab.iso8583.MessageFactory;
import com.solab.iso8583.parse.FieldParseInfo;
import io.txswitch.sandbox.iso.IsoCodec;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two readings of the same specification that share no code with ours agree with it. */
class OtherCodecTest {
    private final io.txswitch.iso8583.codec.IsoCodec ours =
            Dialects.iso87Binary().codec();

    @Test
    void j8583WritesTheSameBytes() {
        com.solab.iso8583.IsoMessage theirs = new MessageFactory<com.solab.iso8583.IsoMessage>().newMessage(0x200);
        theirs.setBinaryHeader(true);
        theirs.setBinaryFields(true);
        theirs.setBinaryBitmap(true);
        theirs.setValue(3, "000000", IsoType.NUMERIC, 6);
        theirs.setValue(4, "000000012345", IsoType.NUMERIC, 12);
        theirs.setValue(7, "0321103045", IsoType.NUMERIC, 10);
        theirs.setValue(11, "000001", IsoType.NUMERIC, 6);
        theirs.setValue(37, "632516000001", IsoType.ALPHA, 12);
        theirs.setValue(39, "00", IsoType.ALPHA, 2);
        theirs.setValue(41, "T0000001", IsoType.ALPHA, 8);
        theirs.setValue(42, "M00000000000001", IsoType.ALPHA, 15);
        theirs.setValue(52, Samples.bytes("0123456789ABCDEF"), IsoType.BINARY, 8);
        theirs.setValue(55, Samples.bytes("9F2608A1B2C3D4E5F60708"), IsoType.LLLBIN, 0);
        IsoMessage message = IsoMessage.of("0200")
                .copy(Samples.sale(), 3, 4, 7, 11, 37, 41, 42, 52, 55)
                .set(De.RESPONSE_CODE, "00")
                .build();

        assertThat(ours.encode(message)).isEqualTo(theirs.writeData());
    }

    @Test
    void j8583ReadsWhatWeWriteAndWeReadWhatItWrites() throws Exception {
        IsoMessage message = IsoMessage.of("0200")
                .copy(Samples.sale(), 3, 4, 7, 11, 37, 41, 42, 52, 55)
                .set(De.RESPONSE_CODE, "00")
                .build();

        com.solab.iso8583.IsoMessage read = reader().parseMessage(ours.encode(message), 0);

        assertThat(read.getType()).isEqualTo(0x200);
        assertThat(read.getField(4).toString()).isEqualTo(message.text(De.AMOUNT));
        assertThat(read.getField(11).toString()).isEqualTo(message.text(De.STAN));
        assertThat(read.<String>getObjectValue(41)).isEqualTo(message.text(De.TERMINAL));
        assertThat(read.<byte[]>getObjectValue(52)).isEqualTo(message.bytes(De.PIN_BLOCK));
        assertThat(read.<byte[]>getObjectValue(55)).isEqualTo(message.bytes(De.CHIP_DATA));

        read.setBinaryHeader(true);
        read.setBinaryFields(true);
        read.setBinaryBitmap(true);
        assertThat(ours.decode(read.writeData())).isEqualTo(message);
    }

    private static MessageFactory<com.solab.iso8583.IsoMessage> reader() {
        MessageFactory<com.solab.iso8583.IsoMessage> factory = new MessageFactory<>();
        factory.setUseBinaryMessages(true);
        Map<Integer, FieldParseInfo> fields = new HashMap<>();
        for (int[] numeric : new int[][] {{3, 6}, {4, 12}, {7, 10}, {11, 6}}) {
            fields.put(numeric[0], FieldParseInfo.getInstance(IsoType.NUMERIC, numeric[1], "US-ASCII", false));
        }
        for (int[] text : new int[][] {{37, 12}, {39, 2}, {41, 8}, {42, 15}}) {
            fields.put(text[0], FieldParseInfo.getInstance(IsoType.ALPHA, text[1], "US-ASCII", false));
        }
        fields.put(52, FieldParseInfo.getInstance(IsoType.BINARY, 8, "US-ASCII", false));
        fields.put(55, FieldParseInfo.getInstance(IsoType.LLLBIN, 0, "US-ASCII", false));
        factory.setParseMap(0x200, fields);
        return factory;
    }

    @Test
    void theSandboxReadsWhatWeWriteAndWeReadWhatItWrites() throws Exception {
        byte[] written = ours.encode(Samples.sale());

        io.txswitch.sandbox.iso.IsoMessage read = IsoCodec.decode(written);

        assertThat(read.text(2)).isEqualTo("4111111111111111");
        assertThat(read.text(22)).isEqualTo("021");
        assertThat(read.text(35)).isEqualTo("4111111111111111=301210100000");
        assertThat(ours.decode(IsoCodec.encode(read))).isEqualTo(Samples.sale());
    }
}
