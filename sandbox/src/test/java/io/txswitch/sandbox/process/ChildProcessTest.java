package io.txswitch.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    @TempDir
    Path home;

    @Test
    void outputAndInputAreFilesAndTheExitCodeIsTold() throws IOException {
        Path input = Files.writeString(home.resolve("input"), "hello\n");
        assertThat(ChildProcess.run(script("cat; exit 7").withInput(input))).isEqualTo(7);
        assertThat(LogTail.of(home.resolve("child.log"), 5)).containsExactly("hello");
    }

    @Test
    void anEarlyEndIsToldWithTheEndOfTheLog() {
        ChildSpec spec = script("echo no such library; exit 127").withReady(() -> false, 60_000);
        assertThatThrownBy(() -> ChildProcess.start(spec))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended with 127")
                .hasMessageContaining("no such library");
    }

    @Test
    void whoeverDoesNotBecomeReadyIsKilled() {
        Path pid = home.resolve("pid");
        ChildSpec spec = script("echo $$ > pid; exec sleep 1000").withReady(() -> false, 500);
        assertThatThrownBy(() -> ChildProcess.start(spec)).hasMessageContaining("was not ready within 500 ms");
        assertThat(pid).exists();
        await().until(() -> Processes.startMark(
                        Long.parseLong(Files.readString(pid).trim()))
                .isEmpty());
    }

    @Test
    void whoeverIgnoresTermIsKilledAfterTheGrace() {
        ChildSpec spec =
                script("trap '' TERM; echo deaf; while :; do sleep 1; done").withStopGrace(200);
        ChildProcess child = ChildProcess.start(spec.withReady(this::logIsWritten, 10_000));
        child.stop();
        assertThat(child.exitCode()).hasValue(128 + 9);
    }

    @Test
    void stopIsGentleFirstAlsoForAHaltedProcess() {
        ChildSpec spec = script("trap 'exit 3' TERM; echo here; while :; do sleep 0.05; done");
        ChildProcess child = ChildProcess.start(spec.withReady(this::logIsWritten, 10_000));
        child.pause();
        child.stop();
        assertThat(child.exitCode()).hasValue(3);
    }

    @Test
    void aRestartRunsTheSameCommandAnew() {
        ChildProcess child =
                ChildProcess.start(script("echo run; exec sleep 1000").withStopGrace(0));
        long first = child.pid();
        child.restart();
        assertThat(child.pid()).isNotEqualTo(first);
        assertThat(child.isAlive()).isTrue();
        child.close();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void portsAreFreeAndGivenOutOnce() throws IOException {
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            int port = FreePorts.reserve();
            assertThat(ports.add(port)).isTrue();
            try (ServerSocket server = new ServerSocket()) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            }
        }
        ports.forEach(FreePorts::release);
    }

    @Test
    void removalRefusesPathsThatCannotBeOurs() {
        assertThatThrownBy(() -> Directories.remove(Path.of("/"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Directories.remove(Path.of("/var/data"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void removalDoesNotFollowLinks() throws IOException {
        Path kept = Files.createDirectory(home.resolve("kept"));
        Files.writeString(kept.resolve("file"), "content");
        Path removed = Files.createDirectory(home.resolve("removed"));
        Files.createSymbolicLink(removed.resolve("link"), kept);
        Directories.remove(removed);
        assertThat(removed).doesNotExist();
        assertThat(kept.resolve("file")).exists();
    }

    private boolean logIsWritten() throws IOException {
        return Files.exists(home.resolve("child.log")) && Files.size(home.resolve("child.log")) > 0;
    }

    private ChildSpec script(String script) {
        return ChildSpec.of("child", List.of("/bin/sh", "-c", script), home, home.resolve("child.log"));
    }
}
