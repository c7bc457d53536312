package io.txswitch.sandbox.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlvTest {
    @Test
    void chipDataIsWrittenAndReadInOrder() throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("9F26", "A1B2C3D4E5F60708");
        values.put("82", "2000");
        values.put("9F10", "AB".repeat(200));

        byte[] bytes = Tlv.encode(values);

        assertThat(HexFormat.of().withUpperCase().formatHex(bytes))
                .startsWith("9F2608A1B2C3D4E5F607088202" + "2000" + "9F1081C8AB");
        assertThat(Tlv.decode(bytes)).containsExactlyEntriesOf(values);
    }

    @ParameterizedTest
    @CsvSource({
        "9F, 'DE55 → 9F: needs 1 bytes, 0 left'",
        "9F9F2601, 'DE55 → 9F: a tag of more than two bytes'",
        "9F26, 'DE55 → 9F26: needs 1 bytes, 0 left'",
        "9F2608A1, 'DE55 → 9F26: needs 8 bytes, 1 left'",
        "9F2682FFFF, 'DE55 → 9F26: a length of more than one byte'",
        "820100820100, 'DE55 → 82: twice'",
    })
    void whatIsNoChipDataSaysWhereAndWhy(String hex, String problem) {
        assertThatThrownBy(() -> Tlv.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(DecodeException.class)
                .hasMessage(problem);
    }

    @Test
    void anyBytesGiveValuesOrADecodeException() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            byte[] any = new byte[random.nextInt(80)];
            random.nextBytes(any);
            try {
                assertThat(Tlv.decode(any)).hasSizeLessThanOrEqualTo(any.length);
            } catch (DecodeException expected) {
                assertThat(expected.path()).startsWith("DE55");
            } catch (RuntimeException e) {
                throw new AssertionError("seed=" + seed, e);
            }
        }
    }
}
