package io.txswitch.sandbox.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.sandbox.process.ChildProcess;
import io.txswitch.sandbox.process.ChildSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestStoresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path home;

    @Test
    void everySchemaIsNewAndEmpty() {
        TestStores stores = TestStores.get();
        String one = stores.freshSchema("Some Test/with signs");
        String two = stores.freshSchema("Some Test/with signs");
        assertThat(one).isNotEqualTo(two).matches("[a-z0-9_]{1,64}");
        assertThat(Answers.ofMySql(stores.addresses(), one, "SELECT DATABASE(), @@character_set_database"))
                .isEqualTo(one + " utf8mb4");
        assertThat(stores.keyPrefix("x")).isNotEqualTo(stores.keyPrefix("x"));
        assertThat(stores.mysqlUri(one)).startsWith("mysql://").endsWith("/" + one);
    }

    @Test
    void allShareOneSetAndItEndsWithItsOwner() throws Exception {
        ChildProcess owner =
                ChildProcess.start(ChildSpec.of("owner", List.of("sleep", "1000"), home, home.resolve("owner.log")));
        BuildOwner build = BuildOwner.of(owner.pid());
        Path directory = TestStoresHolder.directory(home, build);
        StoreAddresses first = TestStoresHolder.findOrStart(directory, build);
        assertThat(TestStoresHolder.findOrStart(directory, build)).isEqualTo(first);
        assertThat(Answers.ofRedis(first, "PING")).isEqualTo("+PONG");
        owner.kill9();
        await().atMost(PATIENCE).until(() -> !Files.exists(directory));
        await().atMost(PATIENCE).until(() -> isClosed(first));
    }

    @Test
    void aPrivateDatabaseDiesWithoutHarmToTheShared() throws Exception {
        TestStores stores = TestStores.get();
        try (MySqlServer own =
                CompletableFuture.supplyAsync(() -> stores.ownMySql("private")).get()) {
            own.process().kill9();
            String schema = stores.freshSchema("shared");
            assertThat(Answers.ofMySql(stores.addresses(), schema, "SELECT 1")).isEqualTo("1");
        }
    }

    private static boolean isClosed(StoreAddresses addresses) {
        try {
            Answers.ofRedis(addresses, "PING");
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
