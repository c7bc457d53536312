package io.txswitch.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuditChainTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");

    private static String hash(String before, String after) {
        return AuditChain.hash(
                AuditChain.START, 1, new Audit.Entry(AT, "alice", "node-1", "a", "t", "why", before, after));
    }

    /** Computed with sha256sum over the eight lines, when there were no changes yet. */
    @Test
    void aRowThatChangesNothingHashesAsItAlwaysDid() {
        assertThat(hash(null, null)).isEqualTo("25eed712817a8e72db6519e94dc1bb61f70bbeaffda206ebd8afd3247d82f963");
    }

    @Test
    void beforeAndAfterCannotBeMovedIntoOneAnother() {
        assertThat(hash("{}", "{\"a\":1}")).isNotEqualTo(hash("{}\n{\"a\":1}", null));
        assertThat(hash("{}", null)).isNotEqualTo(hash(null, "{}"));
        assertThat(hash("", "")).isNotEqualTo(hash(null, null));
    }
}
