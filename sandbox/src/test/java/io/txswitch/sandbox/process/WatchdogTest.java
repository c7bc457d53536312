package io.txswitch.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    @Test
    void killOfTheParentLeavesNoChildNoOrphanAndNoDirectory() throws IOException {
        ChildProcess parent = parent();
        List<Long> pids = awaitPids();
        parent.kill9();
        awaitNothingLeft(pids);
    }

    @Test
    void interruptOfTheParentLeavesNothing() throws IOException {
        ChildProcess parent = parent();
        List<Long> pids = awaitPids();
        Processes.signal(parent.pid(), "INT");
        awaitNothingLeft(pids);
        assertThat(parent.awaitExit(PATIENCE.toMillis())).isTrue();
    }

    @Test
    void anOrdinaryEndOfTheParentLeavesNothing() throws IOException {
        ChildProcess parent = parent("ends");
        List<Long> pids = awaitPids();
        assertThat(parent.awaitExit(PATIENCE.toMillis())).isTrue();
        awaitNothingLeft(pids);
    }

    @Test
    void aKilledWatchdogIsReplacedAndTheSuccessorKnowsAll() throws IOException {
        ChildProcess parent = parent();
        List<Long> pids = awaitPids();
        watchdogOf(parent).destroyForcibly();
        await().atMost(PATIENCE).until(() -> Files.readString(parent.log()).contains("watchdog=replaced"));
        parent.kill9();
        awaitNothingLeft(pids);
    }

    private static ProcessHandle watchdogOf(ChildProcess parent) {
        return ProcessHandle.of(parent.pid())
                .orElseThrow()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(Watchdog.class.getName()))
                .findFirst()
                .orElseThrow();
    }

    private ChildProcess parent(String... more) {
        List<String> arguments = new ArrayList<>(List.of(home.toString()));
        arguments.addAll(List.of(more));
        List<String> command =
                JavaCommand.of(List.of("-Xmx32m"), JavaCommand.classPath(), ParentMain.class.getName(), arguments);
        return ChildProcess.start(ChildSpec.of("parent", command, home, home.resolve("parent.log")));
    }

    private List<Long> awaitPids() throws IOException {
        await().atMost(PATIENCE).until(() -> Files.exists(home.resolve("pids")));
        List<Long> pids = Files.readAllLines(home.resolve("pids")).stream()
                .map(Long::valueOf)
                .toList();
        assertThat(pids).hasSize(3);
        return pids;
    }

    private void awaitNothingLeft(List<Long> pids) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pids)
                        .allMatch(pid -> Processes.startMark(pid).isEmpty()));
        await().atMost(PATIENCE).until(() -> !Files.exists(home.resolve("data")));
    }
}
