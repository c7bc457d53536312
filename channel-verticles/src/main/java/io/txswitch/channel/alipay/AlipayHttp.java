package io.txswitch.channel.alipay;

import com.alipay.api.FileItem;
import com.alipay.api.internal.util.AbstractHttpClient;
import com.alipay.api.internal.util.WebUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * The SDK's HTTP seam over our own client.
 *
 * <p>Both of the SDK's clients may send a POST twice when a connection dies: {@code HttpURLConnection} always, its
 * pooled OkHttp (which leaves retryOnConnectionFailure on) when the connection had been used before. The seam is an
 * abstract class, so this one extends it.
 */
final class AlipayHttp extends AbstractHttpClient {
    private final OkHttpClient client;
    private final AlipayTrust trust;
    private final AlipayTrust.Certificates certificates;

    AlipayHttp(OkHttpClient client, AlipayTrust trust, AlipayTrust.Certificates certificates) {
        this.client = client;
        this.trust = trust;
        this.certificates = certificates;
    }

    @Override
    public String doPost(String url, Map<String, String> params, String charset, Map<String, String> answerHeaders)
            throws IOException {
        String query = WebUtils.buildQuery(params, charset);
        RequestBody body = RequestBody.create(
                (query == null ? "" : query).getBytes(StandardCharsets.UTF_8),
                MediaType.get("application/x-www-form-urlencoded;charset=" + charset));
        Request request = new Request.Builder()
                .url(url)
                .header("Accept", "text/plain,text/xml,text/javascript,text/html")
                .header("User-Agent", "aop-sdk-java")
                .post(body)
                .build();
        try (Response response = client.newCall(request).execute()) {
            ResponseBody answer = response.body();
            if (!response.isSuccessful() || answer == null) {
                throw new IOException("HTTP " + response.code());
            }
            // The SDK accepts a refusal that nobody signed; a decline is final here, so it has to be Alipay's own.
            String text = answer.string();
            trust.verify(text, certificates);
            return text;
        }
    }

    @Override
    public String doPost(
            String url,
            Map<String, String> params,
            Map<String, FileItem> files,
            String charset,
            Map<String, String> answerHeaders) {
        throw new UnsupportedOperationException("no file is ever sent to Alipay");
    }
}
