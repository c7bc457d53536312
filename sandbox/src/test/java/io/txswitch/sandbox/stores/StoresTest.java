package io.txswitch.sandbox.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.sandbox.process.ChildProcess;
import io.txswitch.sandbox.process.ChildSpec;
import io.txswitch.sandbox.process.JavaCommand;
import io.txswitch.sandbox.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path home;

    @Test
    void twoSetsStartAtTheSameTimeAnswerAndLeaveNothing() throws Exception {
        var first = CompletableFuture.supplyAsync(() -> Stores.start(home.resolve("first")));
        var second = CompletableFuture.supplyAsync(() -> Stores.start(home.resolve("second")));
        try (Stores one = first.get();
                Stores two = second.get()) {
            assertThat(one.mysqlPort()).isNotEqualTo(two.mysqlPort());
            for (Stores stores : List.of(one, two)) {
                StoreAddresses addresses = stores.addresses();
                String schema = stores.schemas().create("answers");
                assertThat(Answers.ofMySql(addresses, schema, "SELECT 40 + 2")).isEqualTo("42");
                assertThat(Answers.ofRedis(addresses, "PING")).isEqualTo("+PONG");
                assertThat(Answers.ofKafka(addresses.kafkaBootstrap())).isEqualTo(1);
                assertThat(addresses.toString()).doesNotContain(addresses.mysqlPassword(), addresses.redisPassword());
            }
        }
        assertThat(home.resolve("first").resolve("mariadb")).doesNotExist();
        assertThat(home.resolve("second").resolve("kafka")).doesNotExist();
    }

    @Test
    void killOfTheProgramLeavesNeitherServersNorData() throws IOException {
        List<String> command = JavaCommand.of(
                List.of("-Xmx64m"), JavaCommand.classPath(), StoresMain.class.getName(), List.of(home.toString()));
        ChildProcess program = ChildProcess.start(ChildSpec.of("program", command, home, home.resolve("program.log")));
        await().atMost(PATIENCE).until(() -> Files.exists(home.resolve("pids")) || !program.isAlive());
        List<Long> pids = Files.readAllLines(home.resolve("pids")).stream()
                .map(Long::valueOf)
                .toList();
        assertThat(pids).hasSize(3).allMatch(pid -> Processes.startMark(pid).isPresent());
        program.kill9();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pids)
                        .allMatch(pid -> Processes.startMark(pid).isEmpty()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(List.of("mariadb", "redis", "kafka"))
                        .noneMatch(store -> Files.exists(home.resolve(store))));
    }

    @Test
    void theDatabaseKeepsItsDataThroughAKillAndAnOrdinaryStop() {
        try (MySqlServer server = MySqlServer.start(home.resolve("mariadb"))) {
            server.schemas().execute("CREATE DATABASE kept");
            server.schemas().execute("CREATE TABLE kept.t (n INT) ENGINE=InnoDB");
            server.schemas().execute("INSERT INTO kept.t VALUES (1)");
            server.process().kill9();
            server.process().restart();
            server.schemas().execute("INSERT INTO kept.t VALUES (2)");
            server.process().restart();
            assertThat(Answers.ofMySql(server, "SELECT SUM(n) FROM kept.t")).isEqualTo("3");
            assertThat(Answers.ofMySql(server, "SELECT @@innodb_flush_log_at_trx_commit, @@log_bin"))
                    .isEqualTo("1 0");
        }
    }

    @Test
    void kafkaKeepsItsDataThroughAKill() throws ExecutionException, InterruptedException {
        try (KafkaServer server = KafkaServer.start(home.resolve("kafka"))) {
            Answers.publish(server.bootstrap(), "kept", "value");
            server.process().kill9();
            server.process().restart();
            assertThat(Answers.endOffset(server.bootstrap(), "kept")).isEqualTo(1);
        }
    }

    @Test
    void redisComesBackOnTheSamePort() throws IOException {
        try (RedisServer server = RedisServer.start(home.resolve("redis"))) {
            server.process().kill9();
            server.process().restart();
            assertThat(Answers.ofRedis(server.port(), server.password(), "PING"))
                    .isEqualTo("+PONG");
        }
    }
}
