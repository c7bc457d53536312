package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.Section;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotifierConfigTest {
    @Test
    void anEmptyConfigurationTriesForDaysAndStaysOutside() {
        NotifierConfig defaults = NotifierConfig.read(ConfigFile.parse("node: {}", Map.of()));

        assertThat(defaults.retryMs()).hasSize(10).startsWith(15_000L, 30_000L).endsWith(172_800_000L);
        assertThat(defaults.allowPrivateAddresses()).isFalse();
        assertThat(defaults.timeoutMs()).isEqualTo(5_000);
    }

    @Test
    void whatIsWrittenIsRead() {
        Section root = ConfigFile.parse("""
                notifier:
                  group-id: g
                  retry-ms: [10, 20]
                  timeout-ms: 700
                  allow-private-addresses: true
                  merchant-concurrency: 9
                  scan-ms: 50
                  keep-days: 7
                  read-model-ttl-ms: 60000
                  max-batch: 50
                  secret-overlap-ms: 1000
                """, Map.of());
        NotifierConfig config = NotifierConfig.read(root);
        root.refuseUnknownKeys();

        assertThat(root.problems().found()).isEmpty();
        assertThat(config)
                .hasToString("NotifierConfig[groupId=g, retryMs=[10, 20], timeoutMs=700,"
                        + " allowPrivateAddresses=true, merchantConcurrency=9, scanMs=50, keepDays=7,"
                        + " readModelTtlMs=60000, maxBatch=50, secretOverlapMs=1000]");
    }

    @Test
    void nonsenseIsReportedAllAtOnce() {
        Section root =
                ConfigFile.parse("notifier: {retry-ms: [10, soon], timeout-ms: 1, merchant-concurrency: 0}", Map.of());
        NotifierConfig.read(root);

        assertThat(root.problems().found()).hasSize(3);
    }
}
