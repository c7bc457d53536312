package io.txswitch.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.demo.Demo;
import io.txswitch.sandbox.demo.Report;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DemoTest {
    @ParameterizedTest
    @CsvSource({"overview, 12, 10", "pos, 21, 25", "wallets, 83, 67"})
    void everyStepOfTheDemoDoesWhatItShouldAndTheBooksAgree(Demo.Tour tour, int steps, int payments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

        int exit = new Demo(Path.of("target", "e2e", tour.name()), tour, true, new Report(true, out, System.err)).run();

        JsonObject last = new JsonObject(said.toString(StandardCharsets.UTF_8).strip());
        assertThat(last.getJsonArray("steps"))
                .hasSize(steps)
                .allSatisfy(step -> assertThat(((JsonObject) step).getBoolean("ok"))
                        .as(step.toString())
                        .isTrue());
        assertThat(last.getJsonObject("books").getInteger("mismatches")).isZero();
        assertThat(last.getJsonObject("books").getInteger("payments")).isGreaterThanOrEqualTo(payments);
        assertThat(last.getInteger("nodes")).isEqualTo(2);
        assertThat(last.getBoolean("ok")).isTrue();
        assertThat(exit).isZero();
        assertThat(NothingLeft.running(Path.of("target", "e2e").toAbsolutePath().toString()))
                .isEmpty();
    }
}
