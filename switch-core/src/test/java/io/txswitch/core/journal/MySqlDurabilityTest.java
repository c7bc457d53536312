package io.txswitch.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.Secret;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MySqlDurabilityTest {
    private static final Map<String, String> GOOD = Map.of(
            "innodb_flush_log_at_trx_commit", "1",
            "log_bin", "ON",
            "sync_binlog", "1",
            "innodb_doublewrite", "ON",
            "innodb_flush_method", "O_DIRECT",
            "read_only", "OFF",
            "max_allowed_packet", "16777216");

    private static Map<String, String> but(String name, String value) {
        Map<String, String> variables = new HashMap<>(GOOD);
        variables.put(name, value);
        return variables;
    }

    @Test
    void aServerThatKeepsItsCommitsIsAccepted() {
        assertThat(MySqlDurability.problems(GOOD)).isEmpty();
        Map<String, String> withoutBinlog = but("log_bin", "OFF");
        withoutBinlog.put("sync_binlog", "0");
        assertThat(MySqlDurability.problems(withoutBinlog)).isEmpty();
    }

    @Test
    void aServerThatMayLoseACommitIsRefused() {
        assertThat(MySqlDurability.problems(but("innodb_flush_log_at_trx_commit", "2")))
                .containsExactly("innodb_flush_log_at_trx_commit is 2, must be 1");
        assertThat(MySqlDurability.problems(but("sync_binlog", "0"))).containsExactly("sync_binlog is 0, must be 1");
        assertThat(MySqlDurability.problems(but("innodb_doublewrite", "OFF"))).hasSize(1);
        assertThat(MySqlDurability.problems(but("innodb_flush_method", "O_DIRECT_NO_FSYNC")))
                .hasSize(1);
        assertThat(MySqlDurability.problems(but("read_only", "ON"))).hasSize(1);
        assertThat(MySqlDurability.problems(but("max_allowed_packet", "1024"))).hasSize(1);
        assertThat(MySqlDurability.problems(Map.of())).isNotEmpty();
    }

    @Test
    void theTestServerIsDurableAndMigratingTwiceDoesNothing() {
        JournalDb db = JournalDb.fresh("durable");
        assertThat(MySqlDurability.problems(
                        db.config().jdbcUrl(), db.config().user(), db.config().password()))
                .isEmpty();
        assertThat(JournalMigrations.run(
                        db.config().jdbcUrl(), db.config().user(), db.config().password()))
                .isZero();
    }

    @Test
    void aServerThatIsNotThereIsAProblem() {
        assertThat(MySqlDurability.problems("jdbc:mariadb://127.0.0.1:1/x", "u", new Secret("p")))
                .hasSize(1);
    }
}
