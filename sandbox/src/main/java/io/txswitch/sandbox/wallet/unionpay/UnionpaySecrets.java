package io.txswitch.sandbox.wallet.unionpay;

import io.txswitch.sandbox.wallet.Certificate;
import io.txswitch.sandbox.wallet.Numbers;
import java.math.BigInteger;

/** All key material of one simulated merchant and platform: a root, a middle below it, and two signers below that. */
record UnionpaySecrets(Certificate root, Certificate middle, Certificate platform, Certificate merchant) {
    /** The third part between at-signs is what tells a merchant that a certificate is UnionPay's. */
    private static final String PLATFORM_NAME = "041@sandbox@中国银联股份有限公司@00040000:SIGN";

    private static final int SERIAL_DIGITS = 12;

    /** Makes everything at random. Takes up to a second, so it must not run on an event loop. */
    static UnionpaySecrets make(Numbers numbers) {
        Certificate root = Certificate.selfSigned("UnionPay simulator root", serial(numbers), numbers.now(), true);
        Certificate middle = root.issue("UnionPay simulator middle", serial(numbers), numbers.now(), true);
        return new UnionpaySecrets(
                root,
                middle,
                middle.issue(PLATFORM_NAME, serial(numbers), numbers.now(), false),
                middle.issue("041@sandbox@merchant@00000001", serial(numbers), numbers.now(), false));
    }

    private static BigInteger serial(Numbers numbers) {
        return new BigInteger("4" + numbers.digits(SERIAL_DIGITS - 1));
    }

    @Override
    public String toString() {
        return "UnionpaySecrets[masked]";
    }
}
