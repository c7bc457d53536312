package io.txswitch.sandbox.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CryptoTest {
    private static final String TMK = "CA5D92598DCA48CE8A4C76361A9269E9";
    private static final String FIELD_62 =
            "6701EAD6A9AD51E51AA406E2C27FCFA98D0A74B8" + "B651F9E9BACE9AE10000000000000000AB7153CA";
    private static final String PIK = "807A23AD32B36D457AE91FDF927570EA";
    private static final String MAK = "5BB5C72CD00B7338";
    private static final String PAN = "6212142000000000012";
    private static final String KEY = "0123456789ABCDEFFEDCBA9876543210";

    @Test
    void aSignInHandsOutKeysThatFitTheirCheckValues() {
        SignInKeys keys = SignInKeys.parse(hex(TMK), hex(FIELD_62));

        assertThat(text(keys.pik())).isEqualTo(PIK);
        assertThat(text(keys.mak())).isEqualTo(MAK);
        assertThat(keys.tdk()).isEmpty();
        assertThat(text(keys.wrap(hex(TMK)))).isEqualTo(FIELD_62);
    }

    @Test
    void aKeyThatDoesNotFitItsCheckValueIsRefused() {
        byte[] bad = hex(FIELD_62);
        bad[39] ^= 1;

        assertThatThrownBy(() -> SignInKeys.parse(hex(TMK), bad)).hasMessageContaining("MAK");
        assertThatThrownBy(() -> SignInKeys.parse(hex(TMK), new byte[41])).hasMessageContaining("24, 40 or 60");
    }

    @ParameterizedTest
    @CsvSource({"8,0", "16,0", "16,16"})
    void everyLayoutIsReadBackAsItWasWritten(int pikBytes, int tdkBytes) {
        SignInKeys keys = new SignInKeys(some(pikBytes), some(8), some(tdkBytes));

        SignInKeys read = SignInKeys.parse(hex(TMK), keys.wrap(hex(TMK)));

        assertThat(read.pik()).isEqualTo(keys.pik());
        assertThat(read.mak()).isEqualTo(keys.mak());
        assertThat(read.tdk()).isEqualTo(keys.tdk());
    }

    @Test
    void thePinBlockOfUnionPaysExample() {
        assertThat(text(PinBlocks.format0(hex(PIK), "123456", PAN))).isEqualTo("AF5DABE4951A8715");
        assertThat(PinBlocks.decode(hex(PIK), hex("AF5DABE4951A8715"), PAN)).contains("123456");
        assertThat(PinBlocks.decode(hex(KEY), hex("AF5DABE4951A8715"), PAN)).isEmpty();
    }

    @Test
    void aPinComesBackFromEveryFormat() {
        SplittableRandom random = new SplittableRandom(7);
        assertThat(PinBlocks.decode(hex(PIK), PinBlocks.format3(hex(PIK), "1234", PAN, random), PAN))
                .contains("1234");
        byte[] block = PinBlocks.format4(hex(KEY), "123456789012", PAN, random);
        assertThat(block).hasSize(16);
        assertThat(PinBlocks.decode4(hex(KEY), block, PAN)).contains("123456789012");
        assertThat(PinBlocks.decode4(hex(KEY), block, "4111111111111111")).isEmpty();
        assertThatThrownBy(() -> PinBlocks.format0(hex(PIK), "12a4", PAN)).hasMessageContaining("PIN");
    }

    @Test
    void theUnionPayMacOfTheExample() {
        byte[] mac = Macs.unionPayEcb(hex(MAK), "0200 sample MAB 0123456789".getBytes(StandardCharsets.US_ASCII));

        assertThat(text(mac)).isEqualTo("4432334646363735");
    }

    /** ISO/IEC 9797-1:1999, annex B.4, both strings. */
    @ParameterizedTest
    @CsvSource({
        "'Now is the time for all ', A1C72E74EA3FA9B6, E9086230CA3BE796",
        "'Now is the time for it', 2E2B1428CC78254F, 5A692CE64F404145"
    })
    void theRetailMacOfTheStandard(String text, String zeroPadded, String markPadded) {
        byte[] data = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(text(Macs.x919(hex(KEY), data))).isEqualTo(zeroPadded);
        assertThat(text(Macs.iso9797Alg3Pad2(hex(KEY), data))).isEqualTo(markPadded);
    }

    /** FIPS PUB 113, the example of appendix A: the same text under 0123456789ABCDEF. */
    @Test
    void theCbcMacOfTheStandard() {
        byte[] data = "7654321 Now is the time for ".getBytes(StandardCharsets.US_ASCII);

        assertThat(text(Macs.x99(hex("0123456789ABCDEF"), data))).startsWith("F1D30F68");
    }

    /** RFC 4493, section 4, examples 1 to 4. */
    @ParameterizedTest
    @CsvSource({
        "0, BB1D6929E95937287FA37D129B756746",
        "16, 070A16B46B4D4144F79BDD9DD04A287C",
        "40, DFA66747DE9AE63030CA32611497C827",
        "64, 51F0BEBF7E3B9D92FC49741779363CFE"
    })
    void theAesCmacOfTheRfc(int bytes, String mac) {
        byte[] data = hex("6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E51"
                + "30C81C46A35CE411E5FBC1191A0A52EFF69F2445DF4F9B17AD2B417BE66C3710");

        assertThat(text(Macs.aesCmac(hex("2B7E151628AED2A6ABF7158809CF4F3C"), Blocks.first(data, bytes))))
                .isEqualTo(mac);
    }

    @Test
    void aCardsKeyHasOddParityAndDependsOnItsSequenceNumber() {
        byte[] key = ChipKeys.cardKey(hex(SandboxKeys.IMK_AC), PAN, "01");

        assertThat(key).hasSize(16);
        for (byte one : key) {
            assertThat(Integer.bitCount(one & 0xff) % 2).isEqualTo(1);
        }
        assertThat(key).isNotEqualTo(ChipKeys.cardKey(hex(SandboxKeys.IMK_AC), PAN, "02"));
    }

    @Test
    void anIssuersAnswerOpensToTheCryptogramAndItsResponseCode() {
        byte[] session = ChipKeys.sessionKey(hex(KEY), hex("0001"));
        byte[] arqc = ChipKeys.cryptogram(session, hex("00112233445566778899"));
        byte[] arpc = ChipKeys.response1(session, arqc, hex("3030"));

        assertThat(Blocks.xor(Blocks.tdesDecrypt(session, arpc), arqc)).isEqualTo(hex("3030000000000000"));
    }

    @Test
    void keysDoNotShowThemselves() {
        assertThat(SignInKeys.parse(hex(TMK), hex(FIELD_62)).toString()).isEqualTo("SignInKeys[***]");
    }

    private static byte[] some(int bytes) {
        byte[] key = new byte[bytes];
        new SplittableRandom(bytes).nextBytes(key);
        return key;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String text(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
