package io.txswitch.risk;

import io.txswitch.core.contract.AssessRisk;
import io.txswitch.core.contract.Verdict;
import io.txswitch.core.model.Reason;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Decides: the rules first, then the count, which only what passed them reaches. */
public final class RiskActor {
    private static final Verdict PASSED = Verdict.pass("within-limits");
    private static final Verdict TOO_OFTEN = Verdict.refuse(Reason.VELOCITY, "card-velocity");
    private static final String NOT_COUNTED = "card-velocity-not-counted";

    private final RiskRules rules;
    private final RiskConfig.CardVelocity limit;
    private final Velocity velocity;

    public RiskActor(RiskConfig config, Velocity velocity) {
        this.rules = new RiskRules(config);
        this.limit = config.velocity();
        this.velocity = velocity;
    }

    /** Never fails: a store that cannot count leads to the verdict the configuration asks for. */
    public Future<Verdict> assess(AssessRisk asked) {
        @Nullable Verdict refusal = rules.refusal(asked);
        if (refusal != null) {
            return Future.succeededFuture(refusal);
        }
        String card = asked.cardHash();
        if (card == null) {
            return Future.succeededFuture(PASSED);
        }
        return velocity.admit(card, asked.dedupeKey(), limit)
                .map(admitted -> admitted ? PASSED : TOO_OFTEN)
                .otherwise(lost -> notCounted());
    }

    private Verdict notCounted() {
        return switch (limit.onStoreLost()) {
            case PASS -> Verdict.pass(NOT_COUNTED);
            case REFUSE -> Verdict.refuse(Reason.RISK_UNAVAILABLE, NOT_COUNTED);
        };
    }
}
