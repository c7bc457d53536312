package io.txswitch.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.Section;
import io.txswitch.core.contract.FindRoute;
import io.txswitch.core.contract.HostHealth;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.TxId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterActorTest {
    private static final String ROUTES = """
            routes:
              - {product: card, bins: ['62', '622202'], hosts: [bank-c, bank-a]}
              - {product: card, bins: ['6222'], hosts: [bank-b]}
              - {product: card, merchants: [M1], hosts: [bank-m]}
              - {product: card, hosts: [bank-a, bank-b]}
              - {product: card, hosts: [bank-z]}
              - {product: alipay_qr, hosts: [alipay]}
            router: {health-ttl-ms: 10000}
            """;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final RouterActor router = new RouterActor(config(ROUTES), () -> now);

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            card,      M0, 622202, bank-c, route 1 (card bin 622202)
            card,      M0, 622288, bank-b, route 2 (card bin 6222)
            card,      M0, 621214, bank-c, route 1 (card bin 62)
            card,      M0, 411111, bank-a, route 4 (card)
            card,      M1, 411111, bank-m, route 3 (card)
            card,      M1, 622288, bank-b, route 2 (card bin 6222)
            card,      M0, -,      bank-a, route 4 (card)
            alipay_qr, M0, -,      alipay, route 6 (alipay_qr)
            wechat_qr, M0, -,      -,      no route for wechat_qr
            """)
    void theLongestBinWinsThenTheOrderOfTheFile(
            String product, String merchant, @Nullable String first6, @Nullable String host, String rule) {
        assertThat(router.find(ask(product, merchant, first6))).isEqualTo(new RouteChoice(host, rule));
    }

    @Test
    void anExcludedHostIsPassedOver() {
        assertThat(router.find(ask("card", "M0", "411111", "bank-a")))
                .isEqualTo(new RouteChoice("bank-b", "route 4 (card): bank-a tried"));
    }

    @Test
    void theNextRouteThatFitsIsTriedWhenOneHasNoHostLeft() {
        assertThat(router.find(ask("card", "M0", "411111", "bank-a", "bank-b")).hostId())
                .isEqualTo("bank-z");
    }

    @Test
    void nothingIsFoundWhenEveryHostIsDownOrTried() {
        router.heard(new HostHealth("alipay", "n1", false, "breaker open"));

        assertThat(router.find(ask("alipay_qr", "M0", null)))
                .isEqualTo(RouteChoice.none("route 6 (alipay_qr): alipay down"));
    }

    @Test
    void aHostIsUpWhileOneNodeSaysSo() {
        router.heard(new HostHealth("bank-a", "n1", false, "no line"));
        router.heard(new HostHealth("bank-a", "n2", true, "signed on"));

        assertThat(router.find(ask("card", "M0", "411111")).hostId()).isEqualTo("bank-a");

        router.heard(new HostHealth("bank-a", "n2", false, "no line"));

        assertThat(router.find(ask("card", "M0", "411111")))
                .isEqualTo(new RouteChoice("bank-b", "route 4 (card): bank-a down"));
    }

    @Test
    void aHostThatFellSilentIsDown() {
        router.heard(new HostHealth("bank-a", "n1", true, "signed on"));
        now = now.plusMillis(10_000);
        assertThat(router.find(ask("card", "M0", "411111")).hostId()).isEqualTo("bank-a");

        now = now.plusMillis(1);

        assertThat(router.find(ask("card", "M0", "411111")).hostId()).isEqualTo("bank-b");
    }

    @Test
    void aFloodOfNodeNamesDoesNotGrowTheBoardNorHideAHost() {
        for (int i = 0; i < 10_000; i++) {
            router.heard(new HostHealth("bank-a", "node-" + i, true, ""));
            router.heard(new HostHealth("no-such-host-" + i, "n1", true, ""));
        }

        assertThat(router.find(ask("card", "M0", "411111")).hostId()).isEqualTo("bank-a");
    }

    @Test
    void nonsenseInTheRoutesIsReportedAllAtOnce() {
        Section root = ConfigFile.parse("routes: [{product: card, bins: ['62x']}, {hosts: [a]}]", Map.of());
        RouterConfig.read(root);
        root.refuseUnknownKeys();

        assertThat(root.problems().found())
                .containsExactly(
                        "routes[0].hosts: is missing",
                        "routes[0].bins: expected one to six digits",
                        "routes[1].product: is missing");
    }

    static RouterConfig config(String yaml) {
        Section root = ConfigFile.parse(yaml, Map.of());
        RouterConfig config = RouterConfig.read(root);
        root.refuseUnknownKeys();
        root.problems().throwIfAny();
        return config;
    }

    static FindRoute ask(String product, String merchant, @Nullable String first6, String... excluded) {
        return new FindRoute(new TxId(1), merchant, product, Money.cny(1), first6, Set.of(excluded));
    }
}
