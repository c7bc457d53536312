package io.txswitch.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.Section;
import io.txswitch.core.contract.AssessRisk;
import io.txswitch.core.contract.Verdict;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskActorTest {
    static final String CARD = "ab".repeat(32);
    private static final String BLOCKED_CARD = "cd".repeat(32);
    private static final Velocity LOST = (card, key, limit) -> Future.failedFuture("no server");

    private static final String RULES = """
            risk:
              max-amount-minor: 10000
              limits:
                - {product: wechat_qr, max-amount-minor: 500}
                - {merchant: BIG, max-amount-minor: 90000}
                - {merchant: BIG, product: wechat_qr, max-amount-minor: 70000}
              blocked-card-hashes: [%s]
              blocked-bins: ['6212', '99']
              blocked-merchants: [THIEF]
              velocity: {max-count: 2, window-ms: 1000, on-store-lost: pass}
            """.formatted(BLOCKED_CARD);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InMemoryVelocity velocity = new InMemoryVelocity(() -> now);
    private final RiskActor risk = new RiskActor(config(RULES), velocity);

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            card,      SHOP,  10000, 411111, -,            within-limits
            card,      SHOP,  10001, 411111, AMOUNT_LIMIT, amount-limit
            wechat_qr, SHOP,  500,   -,      -,            within-limits
            wechat_qr, SHOP,  501,   -,      AMOUNT_LIMIT, amount-limit
            card,      BIG,   90000, 411111, -,            within-limits
            card,      BIG,   90001, 411111, AMOUNT_LIMIT, amount-limit
            wechat_qr, BIG,   70000, -,      -,            within-limits
            wechat_qr, BIG,   70001, -,      AMOUNT_LIMIT, amount-limit
            card,      SHOP,  1,     621214, BLOCKED,      blocked-bin
            card,      SHOP,  1,     621314, -,            within-limits
            card,      SHOP,  1,     990000, BLOCKED,      blocked-bin
            card,      THIEF, 1,     411111, BLOCKED,      blocked-merchant
            """)
    void theRulesInATable(
            String product,
            String merchant,
            long amountMinor,
            @Nullable String first6,
            @Nullable Reason reason,
            String rule) {
        AssessRisk asked = new AssessRisk(
                new TxId(1),
                "k",
                merchant,
                null,
                product,
                Money.cny(amountMinor),
                first6 == null ? null : CARD,
                first6);

        assertThat(assess(asked)).isEqualTo(new Verdict(reason, rule));
    }

    @Test
    void aBlockedCardIsRefused() {
        assertThat(assess(card(BLOCKED_CARD, "k1", 1))).isEqualTo(Verdict.refuse(Reason.BLOCKED, "blocked-card"));
    }

    @Test
    void aCardUsedTooOftenIsRefusedUntilItsWindowHasPassed() {
        assertThat(assess(card(CARD, "k1", 1)).passed()).isTrue();
        assertThat(assess(card(CARD, "k2", 1)).passed()).isTrue();
        assertThat(assess(card(CARD, "k3", 1))).isEqualTo(Verdict.refuse(Reason.VELOCITY, "card-velocity"));

        now = now.plusMillis(1000);

        assertThat(assess(card(CARD, "k3", 1)).passed()).isTrue();
    }

    @Test
    void onlyWhatPassesTheOtherRulesCounts() {
        assess(card(CARD, "k1", 10_001));
        assess(card(CARD, "k2", 10_001));
        assertThat(assess(card(CARD, "k3", 1)).passed()).isTrue();
        assertThat(assess(card(CARD, "k4", 1)).passed()).isTrue();
        assertThat(assess(card(CARD, "k5", 1)).passed()).isFalse();
    }

    @Test
    void aLostStoreLetsThePaymentPassOrRefusesItAsConfigured() {
        RiskActor strict = new RiskActor(config(RULES.replace("on-store-lost: pass", "on-store-lost: refuse")), LOST);
        RiskActor lenient = new RiskActor(config(RULES), LOST);

        assertThat(lenient.assess(card(CARD, "k1", 1)).result()).isEqualTo(Verdict.pass("card-velocity-not-counted"));
        assertThat(strict.assess(card(CARD, "k1", 1)).result())
                .isEqualTo(Verdict.refuse(Reason.RISK_UNAVAILABLE, "card-velocity-not-counted"));
    }

    @Test
    void anEmptyConfigurationHasSaneDefaults() {
        RiskConfig defaults = config("node: {}");

        assertThat(defaults.maxAmountMinor()).isEqualTo(5_000_000);
        assertThat(defaults.velocity()).isEqualTo(new RiskConfig.CardVelocity(30, 60_000, RiskConfig.OnStoreLost.PASS));
    }

    @Test
    void nonsenseInTheConfigurationIsReportedAllAtOnce() {
        Section root = ConfigFile.parse("""
                risk:
                  max-amount-minor: 0
                  limits: [{max-amount-minor: 5}, {product: card}]
                  blocked-bins: ['62121400']
                  blocked-card-hashes: ['4111111111111111']
                  velocity: {on-store-lost: shrug}
                """, Map.of());
        RiskConfig.read(root);
        root.refuseUnknownKeys();

        assertThat(root.problems().found())
                .hasSize(6)
                .noneMatch(problem -> problem.contains("4111111111111111"))
                .contains(
                        "risk.limits[1].max-amount-minor: is missing", "risk.blocked-bins: expected one to six digits");
    }

    static RiskConfig config(String yaml) {
        Section root = ConfigFile.parse(yaml, Map.of());
        RiskConfig config = RiskConfig.read(root);
        root.problems().throwIfAny();
        return config;
    }

    static AssessRisk card(String hash, String dedupeKey, long amountMinor) {
        return new AssessRisk(
                new TxId(1), dedupeKey, "SHOP", "T0000001", "card", Money.cny(amountMinor), hash, "411111");
    }

    private Verdict assess(AssessRisk asked) {
        return risk.assess(asked).result();
    }
}
