package io.txswitch.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.stores.TestStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MySqlAuditTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");

    @Test
    void theChainHoldsUnderConcurrencyAndBreaksWhereARowIsAltered(Vertx vertx) throws Exception {
        TestStores stores = TestStores.get();
        String schema = stores.freshSchema("audit");
        Flyway.configure()
                .dataSource(stores.jdbcUrl(schema), null, null)
                .locations("classpath:db/control")
                .load()
                .migrate();
        Pool pool = MySQLBuilder.pool()
                .connectingTo(stores.mysqlUri(schema))
                .using(vertx)
                .build();
        MySqlAudit one = new MySqlAudit(pool);
        MySqlAudit two = new MySqlAudit(pool);
        List<Future<Void>> writes = IntStream.range(0, 20)
                .mapToObj(i -> (i % 2 == 0 ? one : two)
                        .write(new Audit.Entry(AT, "alice", "node-1", "payment.show", "payment " + i, null)))
                .toList();
        get(Future.all(writes));
        assertThat(get(one.firstBrokenRow())).isZero();
        get(pool.query("UPDATE control_audit SET person = 'mallory' WHERE number = 7")
                .execute());
        assertThat(get(one.firstBrokenRow())).isEqualTo(7L);
        get(pool.close());
    }

    @Test
    void whatAChangeFoundAndLeftIsInTheChain(Vertx vertx) throws Exception {
        TestStores stores = TestStores.get();
        String schema = stores.freshSchema("audit-states");
        Flyway.configure()
                .dataSource(stores.jdbcUrl(schema), null, null)
                .locations("classpath:db/control")
                .load()
                .migrate();
        Pool pool = MySQLBuilder.pool()
                .connectingTo(stores.mysqlUri(schema))
                .using(vertx)
                .build();
        MySqlAudit audit = new MySqlAudit(pool);
        get(audit.write(new Audit.Entry(AT, "alice", "node-1", "totals", "x", null)));
        get(audit.write(new Audit.Entry(
                AT, "alice", "node-1", "terminal.block.done", "T1", null, "{\"a\":1}", "{\"a\":\"二\"}")));
        assertThat(get(audit.firstBrokenRow())).isZero();
        get(pool.query("UPDATE control_audit SET state_before = '{}' WHERE number = 2")
                .execute());
        assertThat(get(audit.firstBrokenRow())).isEqualTo(2L);
        get(pool.close());
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
