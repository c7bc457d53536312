package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.txswitch.core.model.Secret;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verifiers under {@code docs/api/samples} as they stand, each where its runtime is there. */
class WebhookSamplesTest {
    private static final long MAX_RUN_S = 60;
    private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"payment.succeeded\",\"data\":{\"amount\":1200}}";
    private static final Secret OTHER = new Secret("whsec_b3RoZXItb3RoZXItb3RoZXItb3RoZXI=");

    private final long nowS = Instant.now().getEpochSecond();
    private final String good = WebhookSignature.sign(Samples.SECRET, "evt_1", nowS, BODY);

    @ParameterizedTest
    @CsvSource({"java, Verify.java", "python3, verify.py", "node, verify.mjs", "php, verify.php"})
    void aTamperedWebhookIsRefusedByTheSample(String runtime, String sample) throws Exception {
        String program = runtime.equals("java")
                ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                : onThePath(runtime);
        assumeTrue(program != null, runtime + " is not there");
        String now = Long.toString(nowS);
        String both = WebhookSignature.sign(List.of(OTHER, Samples.SECRET), "evt_1", nowS, BODY);
        assertThat(run(program, sample, "evt_1", now, good, BODY)).isEqualTo("genuine");
        assertThat(run(program, sample, "evt_1", now, both, BODY)).isEqualTo("genuine");
        String foreign = WebhookSignature.sign(OTHER, "evt_1", nowS, BODY);
        String old = WebhookSignature.sign(Samples.SECRET, "evt_1", nowS - 360, BODY);
        List<String> told = List.of(
                run(program, sample, "evt_1", now, good, BODY.replace("1200", "1201")),
                run(program, sample, "evt_2", now, good, BODY),
                run(program, sample, "evt_1", Long.toString(nowS + 1), good, BODY),
                run(program, sample, "evt_1", Long.toString(nowS - 360), old, BODY),
                run(program, sample, "evt_1", now, foreign, BODY),
                run(program, sample, "evt_1", now, good.replace("v1,", "v0,"), BODY),
                run(program, sample, "evt_1", now, good.substring(0, good.length() - 2), BODY),
                run(program, sample, "evt_1", "now", good, BODY),
                run(program, sample, "evt_1", now, " ", BODY));
        assertThat(told).containsOnly("refused");
    }

    private static String onThePath(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    private static String run(String program, String sample, String id, String timestamp, String signature, String body)
            throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("txswitch.root", "..")).toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(
                        program,
                        root.resolve("docs/api/samples").resolve(sample).toString(),
                        id,
                        timestamp,
                        signature)
                .redirectErrorStream(true);
        builder.environment().put("TXSWITCH_WEBHOOK_SECRET", Samples.SECRET.reveal());
        Process process = builder.start();
        process.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(MAX_RUN_S, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(said.equals("genuine") ? 0 : 1);
        return said;
    }
}
