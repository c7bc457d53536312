package io.txswitch.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.demo.Demo;
import io.txswitch.sandbox.demo.Report;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DemoTest {
    @Test
    void everyStepOfTheDemoDoesWhatItShouldAndTheBooksAgree() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

        int exit = new Demo(Path.of("target", "e2e"), true, new Report(true, out, System.err)).run();

        JsonObject last = new JsonObject(said.toString(StandardCharsets.UTF_8).strip());
        assertThat(last.getJsonArray("steps"))
                .hasSize(12)
                .allSatisfy(step -> assertThat(((JsonObject) step).getBoolean("ok"))
                        .as(step.toString())
                        .isTrue());
        assertThat(last.getJsonObject("books").getInteger("mismatches")).isZero();
        assertThat(last.getJsonObject("books").getInteger("payments")).isGreaterThanOrEqualTo(10);
        assertThat(last.getInteger("nodes")).isEqualTo(2);
        assertThat(last.getBoolean("ok")).isTrue();
        assertThat(exit).isZero();
        assertThat(NothingLeft.running(Path.of("target", "e2e").toAbsolutePath().toString()))
                .isEmpty();
    }
}
