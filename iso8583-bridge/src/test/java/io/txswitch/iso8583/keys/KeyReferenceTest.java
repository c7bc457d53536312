package io.txswitch.iso8583.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.txswitch.iso8583.crypto.KeyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyReferenceTest {
    @Test
    void aReferenceIsItsText() {
        KeyReference stored = new KeyReference.Stored(KeyOwner.terminal("T1"), KeyType.PIK, 3);
        KeyReference dukpt = new KeyReference.Dukpt(KeyOwner.family("p400"), "ffff9876543210e00001");
        assertThat(stored.text()).isEqualTo("TERMINAL/T1/PIK/3");
        assertThat(dukpt.text()).isEqualTo("DUKPT/FAMILY/p400/FFFF9876543210E00001");
        assertThat(KeyReference.parse(stored.text())).isEqualTo(stored);
        assertThat(KeyReference.parse(dukpt.text())).isEqualTo(dukpt);
    }

    @Test
    void theLongestReferenceFits() {
        KeyOwner longest = KeyOwner.terminal("x".repeat(32));
        assertThat(new KeyReference.Dukpt(longest, "A".repeat(24)).text().length())
                .isLessThanOrEqualTo(KeyReference.MAX_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "TERMINAL/T1/PIK",
                "TERMINAL/T1/PIK/0",
                "TERMINAL/T1/PIK/+3",
                "TERMINAL/T1/PIK/3/4",
                "TERMINAL/T1/XYZ/3",
                "SOMEBODY/T1/PIK/3",
                "TERMINAL/T 1/PIK/3",
                "TERMINAL/T1/PIK/9999999999",
                "DUKPT/FAMILY/p400/FFFF",
                "DUKPT/p400/FFFF9876543210E00001"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyReference.parse(text));
    }
}
