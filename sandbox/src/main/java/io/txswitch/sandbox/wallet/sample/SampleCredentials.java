package io.txswitch.sandbox.wallet.sample;

/** What the sample wallet gives a merchant, ready for a node's configuration. */
public record SampleCredentials(String baseUrl, String appId, String merchantNo, String secret) {
    @Override
    public String toString() {
        return "SampleCredentials[baseUrl=" + baseUrl + ", appId=" + appId + ", secret=masked]";
    }
}
