package io.txswitch.iso8583.terminal;

import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.Section;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.registry.Families;
import io.txswitch.iso8583.registry.Family;
import java.util.Map;

/** Families as a configuration writes them. */
final class TestFamilies {
    static final Families ALL = read("""
            terminal:
              profiles:
                - match: "T*"
              families:
                - name: unionpay
                  dialect: unionpay-pos
                  framing: unionpay-pos
                  keys: unionpay-003
                  max-offline-minor: 100000
                - name: narrow
                  dialect: unionpay-pos
                  framing: unionpay-pos
                  keys: unionpay-003
                  transactions: [sale, advice]
                  entry-modes: [magstripe, chip]
                  max-offline-minor: 100
            """);
    static final Family ISO87 = ALL.standard();
    static final Family UNIONPAY = ALL.find("unionpay").orElseThrow();

    private TestFamilies() {}

    static Family narrow() {
        return ALL.find("narrow").orElseThrow();
    }

    static TerminalConfig config(String yaml) {
        Section root = ConfigFile.parse(yaml, Map.of());
        TerminalConfig config = TerminalConfig.read(root, Dialects.builtIn(), Framings.builtIn());
        root.refuseUnknownKeys();
        root.problems().throwIfAny();
        return config;
    }

    private static Families read(String yaml) {
        return config(yaml).families();
    }
}
