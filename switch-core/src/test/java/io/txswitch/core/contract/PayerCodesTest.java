package io.txswitch.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.PayerCodes.Wallet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayerCodesTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            2512345678901234,          ALIPAY
            281234567890123456,        ALIPAY
            301234567890123456789012,  ALIPAY
            251234567890123,           -
            3012345678901234567890123, -
            241234567890123456,        -
            311234567890123456,        -
            101234567890123456,        WECHAT
            151234567890123456,        WECHAT
            161234567890123456,        -
            13123456789012345,         -
            1312345678901234567,       -
            6212345678901234567,       UNIONPAY
            62123456789012345678,      UNIONPAY
            621234567890123456,        -
            621234567890123456789,     -
            28123456789012345x,        -
            '',                        -
            """)
    void theWalletIsKnownByPrefixAndLength(String code, Wallet wallet) {
        assertThat(PayerCodes.walletOf(code)).isEqualTo(wallet);
    }

    @ParameterizedTest
    @CsvSource({"ALIPAY, alipay_code", "WECHAT, wechat_code", "UNIONPAY, unionpay_code"})
    void eachWalletHasItsProduct(Wallet wallet, String product) {
        assertThat(wallet.product()).isEqualTo(product);
    }

    @Test
    void onlyAsciiDigitsMakeACode() {
        String arabicDigits = "\u0661".repeat(16);
        assertThat(PayerCodes.walletOf("28" + arabicDigits)).isNull();
    }
}
