package io.txswitch.sandbox.merchant;

import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * One API request with its Authorization header, ready to be sent, altered or replayed.
 *
 * @param path with query, as it stands in the request line
 * @param body empty for none
 */
public record SignedRequest(HttpMethod method, String path, String body, String authorization) {
    private static final String SCHEME = "TXSWITCH-HMAC-SHA256";

    /** Signs {@code METHOD\npath\ntimestamp\nnonce\nhex(sha256(body))\n} with the merchant's API secret. */
    static SignedRequest sign(
            MerchantKeys keys, HttpMethod method, String path, String body, long timestampS, String nonce) {
        String text =
                method.name() + "\n" + path + "\n" + timestampS + "\n" + nonce + "\n" + Hmac.hexDigest(body) + "\n";
        byte[] signature =
                Hmac.sha256(keys.apiSecret().getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
        String authorization = SCHEME + " app_id=" + keys.appId() + ",timestamp=" + timestampS + ",nonce=" + nonce
                + ",signature=" + HexFormat.of().formatHex(signature);
        return new SignedRequest(method, path, body, authorization);
    }

    /** The same header over another body: what a man in the middle would send. */
    public SignedRequest withBody(String newBody) {
        return new SignedRequest(method, path, newBody, authorization);
    }
}
