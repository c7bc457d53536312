package io.txswitch.iso8583.crypto;

import static io.txswitch.iso8583.crypto.Hex.aes;
import static io.txswitch.iso8583.crypto.Hex.des;
import static io.txswitch.iso8583.crypto.Hex.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckValuesTest {
    /** The UnionPay sign-in example, its first three bytes; the key of TR-31:2018 A.7.2.2 as openemv/tr31 has it. */
    @ParameterizedTest
    @CsvSource({
        "807A23AD32B36D457AE91FDF927570EA,8D0A74",
        "5BB5C72CD00B7338,AB7153",
        "3F419E1CB7079442AA37474C2EFBF8B8,57C409"
    })
    void aDesKeyHasItsEncryptionOfZeros(String key, String kcv) throws Exception {
        assertThat(CheckValues.of(des(key))).isEqualTo(kcv);
    }

    /** The key of ANSI X9.143:2021 8.1, by CMAC; the value is in the tests of openemv/tr31. */
    @Test
    void anAesKeyHasTheCmacOfZeros() throws Exception {
        ClearKey key = aes("3F419E1CB7079442AA37474C2EFBF8B8");
        assertThat(text(CheckValues.compute(key, CheckValues.Method.CMAC, 5))).isEqualTo("08793E25AB");
        assertThat(CheckValues.of(key)).isEqualTo("08793E");
    }

    /** NIST FIPS 197 based: AES-128 of zeros under the zero key is the first known answer of SP 800-38A style tests. */
    @Test
    void theOlderHabitEncryptsZerosWithAesToo() throws Exception {
        ClearKey key = aes("00000000000000000000000000000000");
        assertThat(text(CheckValues.compute(key, CheckValues.Method.LEGACY, 16)))
                .isEqualTo("66E94BD4EF8A2C3B884CFA59CA342B2E");
    }
}
