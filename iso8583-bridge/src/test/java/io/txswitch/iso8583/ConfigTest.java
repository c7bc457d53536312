package io.txswitch.iso8583;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.Section;
import io.txswitch.iso8583.bank.BankConfig;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.codec.Tpdu;
import io.txswitch.iso8583.terminal.TerminalConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {
    @Test
    void everySettingIsRead() {
        Section root = ConfigFile.parse("""
                terminal:
                  host: 127.0.0.2
                  port: 24800
                  dialect: iso87-binary
                  max-connections: 9
                  max-pending: 8
                  write-queue-bytes: 8192
                  read-idle-ms: 7000
                  frame-deadline-ms: 6000
                  answer-within-ms: 5000
                  drain-ms: 400
                  profiles:
                    - match: "T*"
                    - match: X1
                      merchant: M1
                banks:
                  - id: bank-a
                    host: 127.0.0.3
                    port: 24801
                    dialect: iso87-binary
                    tpdu: "6012340000"
                    sign-on: false
                    echo-every-ms: 1000
                    answer-within-ms: 2000
                    max-in-flight: 3
                    connections: 2
                    reconnect-min-ms: 10
                    reconnect-max-ms: 20
                    breaker-failures: 5
                    breaker-reset-ms: 600
                """, Map.of());

        assertThat(TerminalConfig.read(root, Dialects.builtIn(), Framings.builtIn()))
                .isEqualTo(new TerminalConfig(
                        "127.0.0.2",
                        24_800,
                        Dialects.iso87Binary(),
                        Framings.nac(),
                        9,
                        8,
                        8_192,
                        7_000,
                        6_000,
                        5_000,
                        400,
                        List.of(new TerminalConfig.Profile("T*", null), new TerminalConfig.Profile("X1", "M1"))));
        BankConfig bank =
                BankConfig.readAll(root, Dialects.builtIn(), Framings.builtIn()).getFirst();
        assertThat(bank.id()).isEqualTo("bank-a");
        assertThat(bank.dialect()).isEqualTo(Dialects.iso87Binary());
        assertThat(bank.framing()).isEqualTo(Framings.nac());
        assertThat(bank.tpdu()).isEqualTo(Tpdu.parse("6012340000"));
        assertThat(bank.signOn()).isFalse();
        assertThat(bank.echoEveryMs()).isEqualTo(1_000);
        assertThat(bank.answerWithinMs()).isEqualTo(2_000);
        assertThat(bank.access().connections()).isEqualTo(2);
        assertThat(bank.access().endpoints()).hasToString("[127.0.0.3:24801]");
        assertThat(bank.access().reconnectMaxMs()).isEqualTo(20);
        assertThat(bank.traffic().maxCharges()).isEqualTo(3);
        assertThat(bank.traffic().maxReversals()).isEqualTo(3);
        assertThat(bank.traffic().breakerFailures()).isEqualTo(5);
        assertThat(bank.traffic().breakerResetMs()).isEqualTo(600);
        root.refuseUnknownKeys();
        assertThat(root.problems().found()).isEmpty();
    }

    @Test
    void allThatIsWrongIsReportedAtOnce() {
        Section root = ConfigFile.parse("""
                terminal:
                  port: 70000
                  dialect: iso93
                  profiles: [{merchant: M1}]
                banks:
                  - {id: Bank A, port: 1, tpdu: "70"}
                  - {id: b, port: 1, reconnect-min-ms: 100, reconnect-max-ms: 50}
                  - {id: b}
                """, Map.of());

        TerminalConfig.read(root, Dialects.builtIn(), Framings.builtIn());
        BankConfig.readAll(root, Dialects.builtIn(), Framings.builtIn());

        assertThat(root.problems().found())
                .anyMatch(p -> p.startsWith("terminal.port:"))
                .anyMatch(p -> p.startsWith("terminal.dialect:"))
                .anyMatch(p -> p.startsWith("terminal.profiles[0].match:"))
                .anyMatch(p -> p.startsWith("banks[0]:"))
                .anyMatch(p -> p.startsWith("banks[0].tpdu:"))
                .anyMatch(p -> p.startsWith("banks[1]:"))
                .anyMatch(p -> p.contains("stands twice"))
                .anyMatch(p -> p.startsWith("banks[2].port:"));
    }
}
