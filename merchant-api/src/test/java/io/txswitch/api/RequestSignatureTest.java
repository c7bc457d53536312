package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.core.model.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestSignatureTest {
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    @Test
    void canonicalTextNamesEverythingInOneLineEach() {
        assertThat(RequestSignature.canonical("GET", "/v1/payments?order_no=x", "1767225600", "nonce", new byte[0]))
                .isEqualTo("""
                        GET
                        /v1/payments?order_no=x
                        1767225600
                        nonce
                        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                        """);
    }

    @Test
    void signatureIsWhatAnotherToolComputes() {
        // printf … | openssl dgst -sha256 -hmac a-secret-of-merchant-one
        String canonical = RequestSignature.canonical("POST", "/v1/payments", "1767225600", "nonce-0123456789", BODY);
        assertThat(RequestSignature.sign(new Secret("a-secret-of-merchant-one"), canonical))
                .isEqualTo("2b904ceeca8624b291d00a35a6901fdd3095692008c6eb773b20454310198fb8");
    }

    @Test
    void anEmptySecretSignsNothing() {
        assertThatThrownBy(() -> RequestSignature.sign(new Secret(""), "text"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
