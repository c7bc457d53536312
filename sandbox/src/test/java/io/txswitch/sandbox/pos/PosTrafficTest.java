package io.txswitch.sandbox.pos;

import static io.txswitch.sandbox.Eventually.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.txswitch.sandbox.bank.BankOptions;
import io.txswitch.sandbox.bank.BankScript;
import io.txswitch.sandbox.bank.BankSimulator;
import io.txswitch.sandbox.books.Book;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class PosTrafficTest {
    @TempDir
    Path folder;

    private BankSimulator host;

    @BeforeEach
    void openBank(Vertx vertx) throws Exception {
        host = get(BankSimulator.start(vertx, BankOptions.of("A", folder.resolve("bank-A.jsonl"))));
    }

    @Test
    void trafficIsApprovedAndTheBankBookedAllOfIt(Vertx vertx) throws Exception {
        PosTraffic traffic = PosTraffic.start(vertx, TrafficOptions.of(terminals(4), 200));
        await().until(() -> traffic.stats().approved() >= 40);

        TrafficStats end = get(traffic.stop());

        assertThat(end.sent()).isEqualTo(end.approved());
        assertThat(end.inFlight()).isZero();
        assertThat(Book.rows(folder.resolve("bank-A.jsonl"))).hasSize((int) end.sent());
        await().until(() -> host.connections() == 0);
    }

    @Test
    void aSilentHostHoldsOneSaleForEachTerminalAndNoMore(Vertx vertx) throws Exception {
        host.setMode(BankScript.SILENT);
        PosTraffic traffic = PosTraffic.start(vertx, TrafficOptions.of(terminals(2), 200));

        await().until(() -> traffic.stats().skipped() > 20);
        assertThat(traffic.stats().sent()).isEqualTo(2);

        get(host.close());
        assertThat(get(traffic.stop()).unanswered()).isEqualTo(2);
    }

    @Test
    void aBrokenLineIsConnectedAgainWithoutRepeatingATrace(Vertx vertx) throws Exception {
        PosTraffic traffic = PosTraffic.start(vertx, TrafficOptions.of(terminals(1), 200));
        await().until(() -> traffic.stats().approved() > 3);
        get(host.disconnectAll());
        long before = traffic.stats().approved();

        await().until(() -> traffic.stats().approved() > before + 3);
        get(traffic.stop());

        assertThat(Book.rows(folder.resolve("bank-A.jsonl")))
                .extracting(row -> row.get("stan"))
                .doesNotHaveDuplicates();
    }

    @Test
    void trafficThatIsNotLightIsRefused() {
        assertThatThrownBy(() -> TrafficOptions.of(terminals(1), TrafficOptions.MAX_RATE_PER_SECOND + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TrafficOptions.of(List.of(), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<PosOptions> terminals(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> PosOptions.of(host.port(), "T000010" + i, "M00000000000001"))
                .toList();
    }
}
