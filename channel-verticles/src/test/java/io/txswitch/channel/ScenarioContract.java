package io.txswitch.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.channel.Scenario.Move;
import io.txswitch.channel.Scenario.Step;
import io.txswitch.channel.wallet.Capabilities;
import io.txswitch.channel.wallet.WalletKind;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.Reason;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of {@link Scenarios} at one wallet; what it does not offer, it refuses. */
abstract class ScenarioContract extends ChannelFixture {
    static List<Scenario> all() {
        return Scenarios.all();
    }

    private WalletKind kind() {
        return WalletKind.valueOf(String.valueOf(wallet.settings(1).get("kind")).toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("all")
    void thisIsHowItGoes(Scenario scenario) {
        ScenarioRun run = new ScenarioRun(scenario, bench, wallet);
        if (Capabilities.by(kind(), scenario.feature()).isEmpty()) {
            refused(scenario, run);
            return;
        }
        wallet.faults().play(scenario.fault(), 1);
        scenario.steps().forEach(step -> played(run, step));
        scenario.book()
                .forEach((kind, rows) -> assertThat(booked(kind)).as(kind).hasSize(rows));
    }

    private static void played(ScenarioRun run, Step step) {
        if (step.move() == Move.OPEN) {
            run.open();
        } else if (step.untilSo()) {
            await().untilAsserted(() -> assertThat(run.ask(step.move()).result())
                    .as(step.toString())
                    .isIn(step.results()));
        } else {
            HostAnswer answer = run.ask(step.move());
            assertThat(answer.result()).as(step.toString()).isIn(step.results());
        }
    }

    private void refused(Scenario scenario, ScenarioRun run) {
        HostAnswer answer = run.ask(ScenarioRun.needing(scenario.feature()));
        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isEqualTo(Reason.NOT_SUPPORTED);
        assertThat(answer.facts().detail()).startsWith(kind().title() + " does not offer: ");
        assertThat(relay.calls()).isEmpty();
    }
}
