package io.txswitch.cluster.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both READMEs name the same commands, and {@code .ci/run} executes what {@code .ci/readme-commands} finds in them. */
class ReadmeCommandsTest {
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    private Path temporary;

    @Test
    void bothReadmesNameTheSameCommands() {
        Map<String, String> english = commands(Project.root().resolve("README.md"));
        assertThat(english).isNotEmpty();
        assertThat(commands(Project.root().resolve("README.zh-CN.md"))).isEqualTo(english);
    }

    @Test
    void theCommandsOfTheHouseAreAmongThem() {
        assertThat(commands(Project.root().resolve("README.md")).values())
                .contains("./txswitch test\n", "./txswitch demo\n");
    }

    @Test
    void aBlockIsAScriptThatMustEndAsItsFirstLineSays() throws IOException {
        Path readme = temporary.resolve("README.md");
        Files.writeString(readme, """
                ```sh
                not this
                ```
                ```sh ci
                # a remark

                one \\
                  more
                ```
                ```sh ci background
                two
                ```
                ```sh ci exit=1
                three
                ```
                ```sh circus
                nor this
                ```
                """);
        assertThat(commands(readme))
                .isEqualTo(Map.of(
                        "01-run.sh", "one \\\n  more\n", "02-background.sh", "two\n", "03-exit=1.sh", "three\n"));
    }

    @Test
    void whatCiRunsIsExecutable() {
        assertThat(Project.root().resolve(".ci/run")).isExecutable();
        assertThat(Project.read(Project.root().resolve(".ci/run")))
                .contains(".ci/readme-commands README.md", ".ci/readme-commands README.zh-CN.md");
    }

    private Map<String, String> commands(Path readme) {
        try {
            Path directory = Files.createTempDirectory(temporary, "commands");
            Process process = new ProcessBuilder(
                            Project.root().resolve(".ci/readme-commands").toString(),
                            readme.toString(),
                            directory.toString())
                    .inheritIO()
                    .start();
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            Map<String, String> commands = new TreeMap<>();
            try (Stream<Path> files = Files.list(directory)) {
                files.forEach(file -> commands.put(file.getFileName().toString(), Project.read(file)));
            }
            return commands;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
