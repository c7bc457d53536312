package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SignatureExplanationTest {
    private static final String RIGHT =
            RequestSignature.canonical("GET", "/v1/products", "1767225600", "nonce-0123456789", new byte[0]);

    private static SignatureExplanation explained(String theirs) {
        return SignatureExplanation.of("GET", "/v1/products", "1767225600", "nonce-0123456789", new byte[0], theirs);
    }

    private static String told(String theirs) {
        return String.join("\n", explained(theirs).lines());
    }

    @Test
    void theExpectedTextIsTheOneThatIsChecked() {
        assertThat(explained(null).expected()).isEqualTo(RIGHT);
        assertThat(explained(RIGHT).same()).isTrue();
        assertThat(told(RIGHT)).contains("yours is the same", "/v1/products");
    }

    @Test
    void theFirstDifferenceIsNamedByLineAndColumn() {
        assertThat(told(RIGHT.replace("/v1/products", "/v1/product"))).contains("line 2 (path), column 12");
        assertThat(told(RIGHT.replace("GET", "get"))).contains("line 1 (method), column 1", "other case");
        assertThat(told(RIGHT + "x")).contains("the end, where nothing more is expected");
        assertThat(explained(RIGHT + "x").same()).isFalse();
    }

    @Test
    void theCommonMistakesAreCalledByName() {
        assertThat(told(RIGHT.strip())).contains("the last line feed is missing");
        assertThat(told(RIGHT.replace("\n", "\r\n")))
                .contains("lines end with \\r\\n")
                .doesNotContain("\r");
        assertThat(told("")).contains("line 1 (method), column 1");
    }

    @Test
    void theBodysBytesAreWhatIsHashed() {
        SignatureExplanation explained =
                SignatureExplanation.of("POST", "/v1/payments", "1", "n", "{}".getBytes(StandardCharsets.UTF_8), null);
        assertThat(explained.expected()).contains("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }
}
