package io.txswitch.iso8583.crypto;

import static io.txswitch.iso8583.crypto.Hex.aes;
import static io.txswitch.iso8583.crypto.Hex.bytes;
import static io.txswitch.iso8583.crypto.Hex.des;
import static io.txswitch.iso8583.crypto.Hex.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.Pan;
import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinBlocksTest {
    private static final Pan CARD = new Pan("6212142000000000012");
    private static final Random RANDOM = new Random(7);

    /** UnionPay POS profile: clear block, and the block under the PIK of the profile's sign-in example. */
    @Test
    void format0IsTheOneOfTheUnionPayProfile() throws Exception {
        ClearKey pik = des("807A23AD32B36D457AE91FDF927570EA");
        ClearPin pin = ClearPin.of("123456");
        assertThat(text(PinBlocks.clear(PinFormat.ISO_0, pin, CARD, RANDOM))).isEqualTo("06121456FFFFFFFE");
        byte[] block = PinBlocks.encrypt(pik, PinFormat.ISO_0, pin, CARD, RANDOM);
        assertThat(text(block)).isEqualTo("AF5DABE4951A8715");
        assertThat(PinBlocks.decrypt(pik, PinFormat.ISO_0, block, CARD).reveal())
                .isEqualTo("123456");
    }

    /** Layouts of EMV 4.3 Book 3, 6.5.12 (format 2), as the tests of the public library psec have them. */
    @ParameterizedTest
    @CsvSource({"1234,241234FFFFFFFFFF", "123456789,29123456789FFFFF", "123456789012,2C123456789012FF"})
    void format2IsPlain(String pin, String block) throws Exception {
        assertThat(text(PinBlocks.clear(PinFormat.ISO_2, ClearPin.of(pin), CARD, RANDOM)))
                .isEqualTo(block);
    }

    /** The published part of a format 3 block, what stands before its random fill: tests of psec. */
    @ParameterizedTest
    @CsvSource({"1234,341261", "123456789012,3C1261032D8226"})
    void format3BeginsAsPublished(String pin, String start) throws Exception {
        Pan pan = new Pan("5555555551" + "234567");
        assertThat(text(PinBlocks.clear(PinFormat.ISO_3, ClearPin.of(pin), pan, RANDOM)))
                .startsWith(start);
    }

    /** A format 4 block with a PAN of 19 digits under a published key: tests of psec. */
    @Test
    void format4WithALongPanIsRead() throws Exception {
        ClearKey key = aes("00112233445566778899AABBCCDDEEFF");
        assertThat(PinBlocks.decrypt(
                                key,
                                PinFormat.ISO_4,
                                bytes("28B41FDDD29B743E93124BD8E32D921E"),
                                new Pan("1234567890123456789"))
                        .reveal())
                .isEqualTo("1234");
    }

    /** Of format 1 no example with its random fill is published; its layout is ISO 9564-1:2017, 9.3.3. */
    @Test
    void format1IsThePinAndAnyFill() throws Exception {
        assertThat(PinBlocks.read(PinFormat.ISO_1, bytes("141234A05C77E19F"), CARD)
                        .reveal())
                .isEqualTo("1234");
        assertThat(text(PinBlocks.clear(PinFormat.ISO_1, ClearPin.of("123456"), CARD, RANDOM)))
                .startsWith("16123456");
    }

    @ParameterizedTest
    @EnumSource(PinFormat.class)
    void everyPinComesBackInEveryFormat(PinFormat format) throws Exception {
        ClearKey key = key(format);
        for (int length = ClearPin.MIN_DIGITS; length <= ClearPin.MAX_DIGITS; length++) {
            for (String pan : new String[] {"411111111111", "4111111111111111", "6212142000000000012"}) {
                String pin = "905938271604".substring(0, length);
                byte[] block = PinBlocks.encrypt(key, format, ClearPin.of(pin), new Pan(pan), RANDOM);
                assertThat(block).hasSize(format.blockBytes());
                assertThat(PinBlocks.decrypt(key, format, block, new Pan(pan)).reveal())
                        .isEqualTo(pin);
            }
        }
    }

    private static ClearKey key(PinFormat format) throws SecurityModuleException {
        String hex = "0123456789ABCDEFFEDCBA9876543210";
        return format == PinFormat.ISO_4 ? aes(hex) : des(hex);
    }

    @ParameterizedTest
    @EnumSource(
            value = PinFormat.class,
            names = {"ISO_0", "ISO_3", "ISO_4"})
    void aBlockOfAnotherCardIsRefused(PinFormat format) throws Exception {
        byte[] block = PinBlocks.encrypt(key(format), format, ClearPin.of("123456"), CARD, RANDOM);
        Hex.refused(
                Reason.BAD_PIN_BLOCK,
                () -> PinBlocks.decrypt(key(format), format, block, new Pan("6212142999999999012")));
    }

    @Test
    void aWrongKeyShowsItselfAsABadBlock() throws Exception {
        byte[] block = PinBlocks.encrypt(
                des("0123456789ABCDEFFEDCBA9876543210"), PinFormat.ISO_0, ClearPin.of("123456"), CARD, RANDOM);
        Hex.refused(
                Reason.BAD_PIN_BLOCK,
                () -> PinBlocks.decrypt(des("1123456789ABCDEFFEDCBA9876543211"), PinFormat.ISO_0, block, CARD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "241234FFFFFFFFF0",
                "231234FFFFFFFFFF",
                "2D123456789012FF",
                "24123AFFFFFFFFFF",
                "041234FFFFFFFFFF",
                "241234FFFFFFFF"
            })
    void whatIsNotABlockOfTheFormatIsRefused(String block) {
        Hex.refused(Reason.BAD_PIN_BLOCK, () -> PinBlocks.read(PinFormat.ISO_2, bytes(block), CARD));
    }

    @Test
    void format3MustHaveLettersAsFill() {
        Pan zeros = new Pan("0000000000000");
        Hex.refused(Reason.BAD_PIN_BLOCK, () -> PinBlocks.read(PinFormat.ISO_3, bytes("341234ABCDEFA9CD"), zeros));
    }

    @Test
    void aKeyOfTheOtherCipherIsRefused() {
        Hex.refused(
                Reason.BAD_KEY,
                () -> PinBlocks.encrypt(key(PinFormat.ISO_0), PinFormat.ISO_4, ClearPin.of("1234"), CARD, RANDOM));
        Hex.refused(Reason.BAD_KEY, () -> PinBlocks.decrypt(key(PinFormat.ISO_4), PinFormat.ISO_0, new byte[8], CARD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123", "1234567890123", "12a4", "１２３４"})
    void aPinHasFourToTwelveDigits(String pin) {
        Hex.refused(Reason.BAD_DATA, () -> ClearPin.of(pin));
    }

    @Test
    void aPinIsNotPrinted() throws Exception {
        assertThat(ClearPin.of("1234")).hasToString("****");
    }
}
