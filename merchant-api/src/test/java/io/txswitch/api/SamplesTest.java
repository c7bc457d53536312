package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs under {@code docs/api/samples} as they stand, each where its runtime is there. */
@ExtendWith(VertxExtension.class)
class SamplesTest {
    private static final long MAX_RUN_S = 60;

    @ParameterizedTest
    @CsvSource({"java, Sign.java", "python3, sign.py", "node, sign.mjs", "php, sign.php"})
    void theSampleIsUnderstood(String runtime, String sample, Vertx vertx) throws Exception {
        String program = runtime.equals("java")
                ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                : onThePath(runtime);
        assumeTrue(program != null, runtime + " is not there");
        ApiNode node = ApiNode.live(vertx);
        String body = "{\"order_no\":\"sample-1\",\"product\":\"alipay_qr\",\"amount\":1234,"
                + "\"currency\":\"CNY\",\"subject\":\"\u4e00\u676f\u8336\"}";
        assertThat(run(node, program, sample, "POST", "/v1/payments", body)).startsWith("201 ");
        assertThat(run(node, program, sample, "GET", "/v1/payments?order_no=sample-1"))
                .startsWith("200 ");
    }

    private static String onThePath(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    private static String run(ApiNode node, String program, String sample, String... request)
            throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("txswitch.root", "..")).toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(
                program,
                root.resolve("docs/api/samples").resolve(sample).toString(),
                "http://127.0.0.1:" + node.port(),
                "app-1"));
        command.addAll(List.of(request));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TXSWITCH_SECRET", ApiNode.SECRET.reveal());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(MAX_RUN_S, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
