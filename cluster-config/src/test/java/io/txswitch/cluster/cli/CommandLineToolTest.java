package io.txswitch.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Resources.SYSTEM_OUT)
class CommandLineToolTest {
    private record Said(int exit, String out, String err) {}

    private static Said run(String... args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream saidOut = new ByteArrayOutputStream();
        ByteArrayOutputStream saidErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(saidOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(saidErr, true, StandardCharsets.UTF_8));
            int exit = CommandLineTool.run(args);
            return new Said(exit, saidOut.toString(StandardCharsets.UTF_8), saidErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "sandbox",
                "node",
                "doctor",
                "payment",
                "payment show",
                "payment find",
                "totals",
                "crypto",
                "books",
                "try",
                "try card",
                "try qr",
                "terminal",
                "terminal add",
                "terminal list",
                "terminal show",
                "terminal key",
                "terminal block",
                "terminal unblock",
                "certify"
            })
    void everyCommandHasHelp(String command) {
        Said said = run((command + " --help").split(" "));
        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("Usage:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fly", "node", "payment", "payment show", "payment find", "totals", "totals --day"})
    void usedWronglyIsTwo(String command) {
        assertThat(run(command.isEmpty() ? new String[0] : command.split(" ")).exit())
                .isEqualTo(2);
    }

    @Test
    void aBadFileIsNamedWithAllItsProblemsAndExitCodeTwo(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("node.yaml"), "environment: sandbox\ncolour: blue\n");
        Said said = run("node", "--config", file.toString());
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("colour: is not a setting").contains("node.id: is missing");
    }

    @Test
    void aNodeThatDoesNotAnswerIsOne() {
        Said said = run("payment", "show", "X1", "--control", "http://127.0.0.1:1", "--token", "t");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("no node answers");
    }
}
