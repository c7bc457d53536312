package io.txswitch.risk;

import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.AssessRisk;
import io.txswitch.core.contract.Verdict;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@link Addresses#RISK_ASSESS}; any number of instances may share one {@link Velocity}. */
public final class RiskVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RiskVerticle.class);

    private final RiskActor actor;
    private final Bus bus;
    private final MeterRegistry meters;

    public RiskVerticle(RiskConfig config, Bus bus, Velocity velocity, MeterRegistry meters) {
        this.actor = new RiskActor(config, velocity);
        this.bus = bus;
        this.meters = meters;
    }

    @Override
    public Future<?> start() {
        return bus.serve(Addresses.RISK_ASSESS, this::assess);
    }

    private Future<Verdict> assess(AssessRisk asked) {
        return actor.assess(asked).onSuccess(verdict -> {
            meters.counter(
                            "txswitch_risk_verdicts_total",
                            "verdict",
                            verdict.passed() ? "passed" : "refused",
                            "rule",
                            verdict.rule())
                    .increment();
            if (!verdict.passed()) {
                LOG.info("tx={} risk=refused rule={} reason={}", asked.id(), verdict.rule(), verdict.reason());
            }
        });
    }
}
