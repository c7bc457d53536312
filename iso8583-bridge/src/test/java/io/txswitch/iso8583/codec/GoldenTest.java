package io.txswitch.iso8583.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that stay what they are, both ways: resources {@code golden/<dialect>.txt}. */
class GoldenTest {
    /** A message as it stands in a file. */
    record Golden(String dialect, String name, String hex, String json) {
        @Override
        public String toString() {
            return dialect + ": " + name;
        }
    }

    static Stream<Golden> all() {
        return Dialects.builtIn().names().stream().flatMap(GoldenTest::of);
    }

    private static Stream<Golden> of(String dialect) {
        try (InputStream in = Objects.requireNonNull(
                GoldenTest.class.getClassLoader().getResourceAsStream("golden/" + dialect + ".txt"))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .toList();
            return Stream.iterate(0, i -> i < lines.size(), i -> i + 3)
                    .map(i -> new Golden(dialect, lines.get(i).substring(2), lines.get(i + 1), lines.get(i + 2)));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theBytesAreTheFieldsAndTheFieldsAreTheBytes(Golden golden) {
        Dialect dialect = EveryDialectTest.dialect(golden.dialect());
        IsoMessage message = message(dialect, new JsonObject(golden.json()));

        assertThat(dialect.codec().decode(HexFormat.of().parseHex(golden.hex())))
                .isEqualTo(message);
        assertThat(HexFormat.of().withUpperCase().formatHex(dialect.codec().encode(message)))
                .isEqualTo(golden.hex());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theFieldTableAcceptsIt(Golden golden) {
        Dialect dialect = EveryDialectTest.dialect(golden.dialect());

        assertThat(dialect.rules().check(message(dialect, new JsonObject(golden.json()))))
                .isEmpty();
    }

    private static IsoMessage message(Dialect dialect, JsonObject json) {
        IsoMessage.Builder message = IsoMessage.of(json.getString("mti"));
        json.getJsonObject("fields").forEach(each -> {
            int number = Integer.parseInt(each.getKey());
            if (dialect.isBinary(number)) {
                message.set(number, HexFormat.of().parseHex((String) each.getValue()));
            } else {
                message.set(number, (String) each.getValue());
            }
        });
        return message.build();
    }
}
