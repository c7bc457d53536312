package io.txswitch.channel.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    @Test
    void anEncodedFormIsDecodedAndAPlainOneIsNot() {
        assertThat(Form.encoded("a=1%2B2&b=x+y&c=")).isEqualTo(Map.of("a", "1+2", "b", "x y", "c", ""));
        assertThat(Form.plain("a=1%2B2&b=AA==")).isEqualTo(Map.of("a", "1%2B2", "b", "AA=="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "=1", "a=1&", "a=1&&b=2", "a=1&a=2", "a=%", "a=%zz", "<html>"})
    void whatIsNotClearIsNoForm(String body) {
        assertThat(Form.encoded(body)).isNull();
    }

    @Test
    void tooManyFieldsAreNoForm() {
        String fields = IntStream.range(0, 129).mapToObj(i -> "f" + i + "=1").collect(Collectors.joining("&"));
        assertThat(Form.plain(fields)).isNull();
        assertThat(Form.plain(fields.substring(0, fields.lastIndexOf('&')))).hasSize(128);
    }
}
