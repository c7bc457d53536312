package io.txswitch.iso8583.crypto;

import static io.txswitch.iso8583.crypto.Hex.aes;
import static io.txswitch.iso8583.crypto.Hex.bytes;
import static io.txswitch.iso8583.crypto.Hex.des;
import static io.txswitch.iso8583.crypto.Hex.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacsTest {
    private static final String K = "0123456789ABCDEF";
    private static final String K_K = "0123456789ABCDEFFEDCBA9876543210";

    /** ISO/IEC 9797-1 annex B.2, MACs of 32 bits there; the first row also ANSI X9.9 and FIPS 113. */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Now is the time for all ,1,70A30640",
                "Now is the time for all ,2,10E1F0F1",
                "Now is the time for all ,3,2C58FB8F",
                "Now is the time for it,1,E45B3AD2",
                "Now is the time for it,2,A924C721",
                "Now is the time for it,3,B1ECD6FC"
            })
    void algorithm1GivesTheStandardsExamples(String data, int padding, String mac) throws Exception {
        assertThat(text(compute(des(K), MacAlgorithm.ISO9797_1, padding, data))).startsWith(mac);
    }

    /** ISO/IEC 9797-1 annex B.4. */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Now is the time for all ,1,A1C72E74EA3FA9B6",
                "Now is the time for all ,2,E9086230CA3BE796",
                "Now is the time for all ,3,AB059463D7A7D170",
                "Now is the time for it,1,2E2B1428CC78254F",
                "Now is the time for it,2,5A692CE64F404145",
                "Now is the time for it,3,C59F7EED328DDD69"
            })
    void algorithm3GivesTheStandardsExamples(String data, int padding, String mac) throws Exception {
        assertThat(text(compute(des(K_K), MacAlgorithm.ISO9797_3, padding, data)))
                .isEqualTo(mac);
    }

    private static byte[] compute(ClearKey key, MacAlgorithm algorithm, int padding, String data)
            throws SecurityModuleException {
        return Macs.compute(key, algorithm, MacPadding.of(padding), ascii(data));
    }

    private static byte[] ascii(String data) {
        return data.getBytes(StandardCharsets.US_ASCII);
    }

    /** FIPS 113, appendix 2, whose algorithm ANSI X9.9 shares. */
    @Test
    void x99GivesTheExampleOfFips113() throws Exception {
        assertThat(text(Macs.compute(des(K), MacAlgorithm.X9_9, ascii("7654321 Now is the time for "))))
                .isEqualTo("F1D30F6849312CA4");
    }

    /** ANSI X9.19, the example that ISO/IEC 9797-1 B.4 repeats. */
    @Test
    void x919GivesThePublishedExample() throws Exception {
        assertThat(text(Macs.compute(des(K_K), MacAlgorithm.X9_19, ascii("Now is the time for all "))))
                .isEqualTo("A1C72E74EA3FA9B6");
    }

    /** RFC 4493, section 4, which repeats NIST SP 800-38B, D.1. */
    @ParameterizedTest
    @CsvSource({
        "'',BB1D6929E95937287FA37D129B756746",
        "6BC1BEE22E409F96E93D7E117393172A,070A16B46B4D4144F79BDD9DD04A287C",
        "6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411,"
                + "DFA66747DE9AE63030CA32611497C827",
        "6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E51"
                + "30C81C46A35CE411E5FBC1191A0A52EFF69F2445DF4F9B17AD2B417BE66C3710,"
                + "51F0BEBF7E3B9D92FC49741779363CFE"
    })
    void aesCmacGivesTheExamplesOfNist(String data, String mac) throws Exception {
        ClearKey key = aes("2B7E151628AED2A6ABF7158809CF4F3C");
        assertThat(text(Macs.cmac(key, bytes(data)))).isEqualTo(mac);
        assertThat(text(Macs.compute(key, MacAlgorithm.CMAC, bytes(data)))).isEqualTo(mac.substring(0, 16));
    }

    /** NIST SP 800-38B (2005), D.4, CMAC with three-key TDES, which key blocks are bound with. */
    @ParameterizedTest
    @CsvSource({
        "'',B7A688E122FFAF95",
        "6BC1BEE22E409F96,8E8F293136283797",
        "6BC1BEE22E409F96E93D7E117393172AAE2D8A57,743DDBE0CE2DC2ED",
        "6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E51,33E6B1092400EAE5"
    })
    void tdesCmacGivesTheExamplesOfNist(String data, String mac) throws Exception {
        ClearKey key = des("8AA83BF8CBDA10620BC1BF19FBB6CD58BC313D4A371CA8B5");
        assertThat(text(Macs.cmac(key, bytes(data)))).isEqualTo(mac);
    }

    /**
     * No vector of the scheme itself is public: this one was computed from the published steps with another program,
     * and the steps agree with two independent public implementations.
     */
    @Test
    void unionPaysMacIsTheOneOfThePublishedSteps() throws Exception {
        byte[] mac =
                Macs.compute(des("5BB5C72CD00B7338"), MacAlgorithm.UNIONPAY_ECB, ascii("0200 sample MAB 0123456789"));
        assertThat(text(mac)).isEqualTo("4432334646363735");
    }

    /** No published vector: the same steps, written out a second time. */
    @Test
    void unionPaysMacWithADoubleKeyIsTheSameStepsWithTripleDes() throws Exception {
        ClearKey key = des(K_K);
        byte[] data = bytes("0200303020048020C0923100000000000000012345");
        byte[] folded = new byte[8];
        for (int i = 0; i < data.length; i++) {
            folded[i % 8] ^= data[i];
        }
        String digits = text(folded);
        byte[] first = key.encryptEcb(ascii(digits.substring(0, 8)));
        byte[] second = ascii(digits.substring(8));
        Macs.xor(second, first);
        String expected = text(key.encryptEcb(second)).substring(0, 8);

        assertThat(Macs.compute(key, MacAlgorithm.UNIONPAY_ECB, data)).isEqualTo(ascii(expected));
        assertThat(expected).isEqualTo(expected.toUpperCase(java.util.Locale.ROOT));
    }

    @Test
    void aKeyOfAnotherCipherIsRefused() {
        byte[] data = new byte[3];
        Hex.refused(Reason.BAD_KEY, () -> Macs.compute(des(K), MacAlgorithm.X9_19, data));
        Hex.refused(Reason.BAD_KEY, () -> Macs.compute(aes(K_K), MacAlgorithm.X9_9, data));
        Hex.refused(Reason.BAD_KEY, () -> Macs.compute(aes(K_K), MacAlgorithm.UNIONPAY_ECB, data));
        Hex.refused(Reason.BAD_KEY, () -> Macs.compute(aes(K_K), MacAlgorithm.ISO9797_3, data));
        Hex.refused(Reason.BAD_KEY, () -> ClearKey.des(new byte[9]));
    }

    @Test
    void noDataIsOneBlockOfPadding() throws Exception {
        assertThat(Macs.compute(des(K), MacAlgorithm.X9_9, new byte[0])).isEqualTo(des(K).encryptEcb(new byte[8]));
    }

    @Test
    void aKeyIsNotPrinted() throws Exception {
        assertThat(des(K_K)).hasToString("TDES2/****");
    }
}
