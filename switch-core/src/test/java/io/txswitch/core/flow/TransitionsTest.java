package io.txswitch.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TransitionsTest {
    @Test
    void documentIsWhatTheTablesSay() throws IOException {
        Path page = Path.of(System.getProperty("txswitch.root", ".."), "docs", "TRANSACTION.md");
        if (Boolean.getBoolean("txswitch.render")) {
            Files.writeString(page, TransitionsDocument.render());
        }
        assertThat(Files.readString(page)).isEqualTo(TransitionsDocument.render());
    }

    @Test
    void onlyLateSuccessAndReversalLeadOutOfAFinalPhase() {
        for (Kind kind : Kind.values()) {
            Transitions.of(kind)
                    .forEach((phase, row) -> row.forEach((trigger, target) -> {
                        if (phase.isFinal() && target != phase) {
                            assertThat(phase).isEqualTo(Phase.APPROVED);
                            assertThat(trigger).isEqualTo(Trigger.REVERSAL_ASKED);
                        }
                    }));
        }
    }

    @Test
    void refundIsNeverReversed() {
        assertThat(Transitions.of(Kind.REFUND)).doesNotContainKey(Phase.REVERSING);
    }
}
