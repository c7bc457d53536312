package io.txswitch.channel.alipay;

import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayClient;
import com.alipay.api.AlipayConfig;
import com.alipay.api.AlipayRequest;
import com.alipay.api.AlipayResponse;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.domain.AlipayOpenAppAlipaycertDownloadModel;
import com.alipay.api.internal.util.AlipayLogger;
import com.alipay.api.request.AlipayOpenAppAlipaycertDownloadRequest;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.Wire;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.Base64;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The signed way to Alipay's gateway and back; the mode, public key or certificate, is hidden behind it. */
final class AlipayGateway {
    private static final String WEAK_ALGORITHMS = "jdk.certpath.disabledAlgorithms";

    static {
        keepWeakAlgorithmsRefused();
    }

    private final OkHttpClient http;
    private final AlipayClient client;
    private final boolean certified;

    /** @param keys what requests are signed with */
    AlipayGateway(ChannelConfig config, Credentials.Alipay keys, AlipayTrust trust) {
        // The SDK's own log would print whole requests and answers.
        AlipayLogger.setNeedEnableLogger(false);
        this.http = Wire.client(config.baseUrl(), config.limits());
        AlipayConfig sdk = new AlipayConfig();
        sdk.setServerUrl(config.baseUrl().toString());
        sdk.setAppId(config.appId());
        sdk.setPrivateKey(keys.privateKey().reveal());
        sdk.setMaxIdleConnections(config.limits().maxInFlight());
        sdk.setCustomizedHttpClient(new AlipayHttp(http, trust, this::certificate));
        Credentials.AlipayCertificates certificates = keys.certificates();
        // Without a public key the SDK verifies nothing in public-key mode: that is done before it sees the answer.
        if (certificates != null) {
            sdk.setAppCertContent(certificates.app());
            sdk.setAlipayPublicCertContent(certificates.alipay());
            sdk.setRootCertContent(certificates.roots());
        }
        this.certified = certificates != null;
        this.client = client(sdk);
    }

    /** When it is loaded, the SDK's client switches the JDK's list of weak algorithms off for the whole process. */
    private static void keepWeakAlgorithmsRefused() {
        String refused = Security.getProperty(WEAK_ALGORITHMS);
        try {
            Class.forName("com.alipay.api.AbstractAlipayClient");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("not the SDK that this was written for", e);
        }
        if (refused != null) {
            Security.setProperty(WEAK_ALGORITHMS, refused);
        }
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
            T response = certified ? client.certificateExecute(request) : client.execute(request);
            if (response == null || response.getCode() == null) {
                throw new IllegalStateException("an answer without a code");
            }
            return response;
        } catch (AlipayApiException e) {
            throw new IllegalStateException("no answer of Alipay that can be believed", e);
        }
    }

    /** Asks for a certificate of Alipay's that an answer names; a question, so it may be sent beside the request. */
    private @Nullable String certificate(String serial) {
        AlipayOpenAppAlipaycertDownloadModel question = new AlipayOpenAppAlipaycertDownloadModel();
        question.setAlipayCertSn(serial);
        AlipayOpenAppAlipaycertDownloadRequest call = new AlipayOpenAppAlipaycertDownloadRequest();
        call.setBizModel(question);
        try {
            String content = execute(call).getAlipayCertContent();
            return content == null ? null : new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | IllegalStateException none) {
            return null;
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
