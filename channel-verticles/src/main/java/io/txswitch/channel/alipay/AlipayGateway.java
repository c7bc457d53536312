package io.txswitch.channel.alipay;

import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayClient;
import com.alipay.api.AlipayConfig;
import com.alipay.api.AlipayRequest;
import com.alipay.api.AlipayResponse;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.internal.util.AlipayLogger;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.Wire;
import okhttp3.OkHttpClient;

/** The signed way to Alipay's gateway and back; the mode (public key, later certificate) is hidden behind it. */
final class AlipayGateway {
    private final OkHttpClient http;
    private final AlipayClient client;

    AlipayGateway(ChannelConfig config, Credentials.Alipay keys) {
        // The SDK's own log would print whole requests and answers.
        AlipayLogger.setNeedEnableLogger(false);
        this.http = Wire.client(config.baseUrl(), config.limits());
        AlipayConfig sdk = new AlipayConfig();
        sdk.setServerUrl(config.baseUrl().toString());
        sdk.setAppId(config.appId());
        sdk.setPrivateKey(keys.privateKey().reveal());
        sdk.setAlipayPublicKey(keys.alipayPublicKey());
        sdk.setMaxIdleConnections(config.limits().maxInFlight());
        sdk.setCustomizedHttpClient(new AlipayHttp(http));
        this.client = client(sdk);
    }

    private static AlipayClient client(AlipayConfig sdk) {
        try {
            return new DefaultAlipayClient(sdk);
        } catch (AlipayApiException e) {
            throw new IllegalArgumentException("the Alipay client refuses its configuration", e);
        }
    }

    /** Signs, sends once, verifies. Throws when there is no answer that can be believed. */
    <T extends AlipayResponse> T execute(AlipayRequest<T> request) {
        try {
            T response = client.execute(request);
            if (response == null || response.getCode() == null) {
                throw new IllegalStateException("an answer without a code");
            }
            return response;
        } catch (AlipayApiException e) {
            throw new IllegalStateException("no answer of Alipay that can be believed", e);
        }
    }

    /** A signed address for the payer's browser; nothing is sent. */
    <T extends AlipayResponse> String link(AlipayRequest<T> request) {
        try {
            return client.pageExecute(request, "GET").getBody();
        } catch (AlipayApiException e) {
            throw new IllegalStateException("the link cannot be signed", e);
        }
    }

    /** The signed text that an app hands to the wallet's; nothing is sent. */
    <T extends AlipayResponse> String orderText(AlipayRequest<T> request) {
        try {
            return client.sdkExecute(request).getBody();
        } catch (AlipayApiException e) {
            throw new IllegalStateException("the order cannot be signed", e);
        }
    }

    void close() {
        Wire.close(http);
    }
}
