package io.txswitch.channel.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class YuanTest {
    @ParameterizedTest
    @CsvSource({"1, 0.01", "10, 0.10", "100, 1.00", "1234, 12.34", "999999999999, 9999999999.99"})
    void minorUnitsAndYuanTextAreTheSameMoney(long minor, String text) {
        assertThat(Yuan.text(Money.cny(minor))).isEqualTo(text);
        assertThat(Yuan.parse(text)).isEqualTo(Money.cny(minor));
    }

    @ParameterizedTest
    @CsvSource({"5, 500", "5.1, 510", "00.07, 7"})
    void shorterSpellingsAreRead(String text, long minor) {
        assertThat(Yuan.parse(text)).isEqualTo(Money.cny(minor));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-1", "1.234", "1e3", "1,00", "NaN", "99999999999", ".5", "1.", " 1"})
    void whatIsNoAmountIsNone(String text) {
        assertThat(Yuan.parse(text)).isNull();
    }

    @Test
    void fenOutOfRangeAreNone() {
        assertThat(Yuan.fen(-1L)).isNull();
        assertThat(Yuan.fen(Long.MAX_VALUE)).isNull();
        assertThat(Yuan.fen(0)).isEqualTo(Money.cny(0));
    }
}
