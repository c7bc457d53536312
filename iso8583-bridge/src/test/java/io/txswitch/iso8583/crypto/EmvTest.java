package io.txswitch.iso8583.crypto;

import static io.txswitch.iso8583.crypto.Hex.bytes;
import static io.txswitch.iso8583.crypto.Hex.des;
import static io.txswitch.iso8583.crypto.Hex.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.Pan;
import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * EMV publishes no worked example. These are the vectors of the public library pyemv (tests/test_cvn_hsm.py,
 * test_ac_hsm.py, test_kd_hsm.py), which its author checked against a hardware security module.
 */
class EmvTest {
    private static final String IMK = "0123456789ABCDEFFEDCBA9876543210";
    private static final byte[] DIVERSIFICATION = bytes("1234567890123456");
    private static final byte[] DATA = bytes("0123456789ABCDEF0123456789ABCDEF");

    /** The whole way of a CVN 18 card: card key, session key, ARQC, ARPC by method 2. */
    @Test
    void aCardsCryptogramAndItsAnswerAreReproduced() throws Exception {
        ClearKey cardKey = Emv.cardKey(des(IMK), card("1234567890123456", 0, EmvCard.Option.A));
        assertThat(CheckValues.of(cardKey)).startsWith("BAB0");
        ClearKey session = Emv.sessionKey(cardKey, 0x001C);
        assertThat(CheckValues.of(session)).startsWith("22C8");

        byte[] data =
                bytes("000000004000 000000000000 0124 8000048000 0124 191105 01 52BF4585 1800 001C" + "06011203A0B800");
        byte[] arqc = Emv.cryptogram(session, data);
        assertThat(text(arqc)).isEqualTo("7A788EA6B8A3E733");
        assertThat(text(Emv.response(session, arqc, new ArpcMethod.Method2(new byte[4], new byte[0]))))
                .isEqualTo("9AF514C1");
    }

    @Test
    void optionAAndBothMethodsAreReproduced() throws Exception {
        ClearKey cardKey = Emv.cardKey(des(IMK), card("9901234567890123", 45, EmvCard.Option.A));
        assertThat(CheckValues.of(cardKey)).startsWith("1DA5");
        ClearKey session = Emv.sessionKey(cardKey, DIVERSIFICATION);
        assertThat(CheckValues.of(session)).startsWith("0995");
        byte[] arqc = Emv.cryptogram(session, DATA);
        assertThat(text(arqc)).isEqualTo("4B46013359B7A58B");
        assertThat(text(Emv.response(cardKey, arqc, new ArpcMethod.Method1(new byte[2]))))
                .isEqualTo("F8C9CECAABD55AD1");
        assertThat(text(Emv.response(session, arqc, new ArpcMethod.Method2(new byte[4], bytes("1234567890ABCDEF")))))
                .isEqualTo("4962B76C");
    }

    /** Both cryptograms under the session key, and a card number of 17 digits by option A. */
    @Test
    void anAnswerByMethod1UnderTheSessionKeyIsReproduced() throws Exception {
        ClearKey cardKey = Emv.cardKey(des(IMK), card("12345678901234567", 45, EmvCard.Option.A));
        assertThat(CheckValues.of(cardKey)).startsWith("FF08");
        ClearKey session = Emv.sessionKey(cardKey, DIVERSIFICATION);
        byte[] arqc = Emv.cryptogram(session, DATA);
        assertThat(text(arqc)).isEqualTo("19C1FBC83EBDC0D5");
        assertThat(text(Emv.response(session, arqc, new ArpcMethod.Method1(new byte[2]))))
                .isEqualTo("C3620580668E5B65");
    }

    @ParameterizedTest
    @CsvSource({
        "1234567890123456,0,BAB0,BC19,0CE77D211CB5459A,8CD9AA5D",
        "12345678901234567,45,0BAF,4262,5760EE07B4FA65D1,106B81D9",
        "12345678901234567,0,4626,7F36,0BAA251EA8989442,C1C41F3A"
    })
    void optionBIsReproduced(String pan, int sequence, String cardCheck, String sessionCheck, String arqc, String arpc)
            throws Exception {
        ClearKey cardKey = Emv.cardKey(des(IMK), card(pan, sequence, EmvCard.Option.B));
        assertThat(CheckValues.of(cardKey)).startsWith(cardCheck);
        ClearKey session = Emv.sessionKey(cardKey, DIVERSIFICATION);
        assertThat(CheckValues.of(session)).startsWith(sessionCheck);
        assertThat(text(Emv.cryptogram(session, DATA))).isEqualTo(arqc);
        assertThat(text(Emv.response(session, bytes(arqc), new ArpcMethod.Method2(new byte[4], new byte[0]))))
                .isEqualTo(arpc);
    }

    private static EmvCard card(String pan, int sequence, EmvCard.Option option) {
        return new EmvCard(new Pan(pan), sequence, 1, option);
    }

    @Test
    void aCardNumberShorterThanSixteenDigitsIsFilledFromTheLeft() throws Exception {
        ClearKey short12 = Emv.cardKey(des(IMK), card("123456789012", 1, EmvCard.Option.A));
        byte[] left = bytes("0012345678901201");
        byte[] expected = Emv.oddParity(des(IMK).encryptEcb(left));
        assertThat(text(short12.reveal())).startsWith(text(expected));
    }

    @Test
    void anAnswerNeedsItsPartsInTheirLengths() {
        ArpcMethod shortCode = new ArpcMethod.Method1(new byte[1]);
        ArpcMethod longProprietary = new ArpcMethod.Method2(new byte[4], new byte[9]);
        Hex.refused(Reason.BAD_DATA, () -> Emv.response(des(IMK), new byte[8], shortCode));
        Hex.refused(Reason.BAD_DATA, () -> Emv.response(des(IMK), new byte[8], longProprietary));
        Hex.refused(Reason.BAD_DATA, () -> Emv.response(des(IMK), new byte[7], new ArpcMethod.Method1(new byte[2])));
    }
}
