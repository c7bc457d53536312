package io.txswitch.sandbox.wallet.alipay;

/**
 * An application registered at the simulated platform.
 *
 * @param appId the application's number, 16 digits in production
 * @param sellerId the merchant account that receives the money, 16 digits starting 2088
 */
public record AlipayApp(String appId, String sellerId) {
    public AlipayApp {
        if (appId.isBlank() || sellerId.isBlank()) {
            throw new IllegalArgumentException("app id and seller id are needed");
        }
    }
}
