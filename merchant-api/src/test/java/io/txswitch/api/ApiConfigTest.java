package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.config.Problems;
import io.txswitch.core.config.Section;
import io.txswitch.core.model.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiConfigTest {
    private final Problems problems = new Problems();

    private ApiConfig read(String json) throws JsonProcessingException {
        Section root = Section.root(new ObjectMapper().readTree(json), problems);
        ApiConfig config = ApiConfig.read(root);
        root.refuseUnknownKeys();
        return config;
    }

    @Test
    void everyKeyHasADefault() throws JsonProcessingException {
        ApiConfig config = read("{}");
        assertThat(config.products()).containsKeys("alipay_qr", "wechat_qr", "unionpay_qr", "payer_code");
        assertThat(config.maxAmountMinor()).isEqualTo(10_000_000_000L);
        assertThat(config.maxInFlight()).isEqualTo(2_000);
        assertThat(config.limits()).isEqualTo(new ApiConfig.Limits(200, List.of(), List.of()));
        assertThat(config.checkout().plates()).isEmpty();
        assertThat(problems.found()).isEmpty();
    }

    @Test
    void allProblemsAreFoundAtOnce() throws JsonProcessingException {
        read("""
                {"api":{"products":["card","Bad!"],"max-amount-minor":0,"max-in-flight":0,
                 "notify-origins":["http://a.example/path","ftp://a.example"],"other":1}}""");
        assertThat(problems.found()).hasSize(7);
    }

    @Test
    void anOriginIsSchemeHostAndPort() {
        assertThat(ApiConfig.origin("HTTPS://Hooks.Example:8443/a?b=c")).isEqualTo("https://hooks.example:8443");
        assertThat(ApiConfig.origin("https://a@b.example/")).isNull();
        assertThat(ApiConfig.origin("mailto:a@b.example")).isNull();
    }

    @Test
    void anUnfitApplicationIsRefusedAtStart() {
        assertThatThrownBy(() -> merchants("app 1", "a-secret-of-merchant-one"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> merchants("app-1", "short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("short");
    }

    private static Merchants merchants(String appId, String secret) {
        return new Merchants(Map.of("M1", new Merchant("M1", "One", appId, new Secret(secret), null, null)));
    }
}
