package io.txswitch.iso8583.bank;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.Bus;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.crypto.SoftwareSecurityModule;
import io.txswitch.iso8583.keys.InMemoryKeyStore;
import java.time.InstantSource;

/** Lines for tests, written as an operator writes them. */
public final class TestBanks {
    private static final String QUICK = """
            reconnect-min-ms: 20
            reconnect-max-ms: 100
            """;

    private TestBanks() {}

    /** @param settings YAML lines; pauses are short unless they say otherwise */
    public static BankConfig config(String settings) {
        String all = settings.contains("reconnect-min-ms") ? settings : settings + "\n" + QUICK;
        return BankConfig.parse(all, Dialects.builtIn(), Framings.builtIn());
    }

    /** A line to a port of this machine. */
    public static BankConfig config(String id, int port, String settings) {
        return config("id: " + id + "\nport: " + port + "\n" + settings);
    }

    /** Everything in this process. */
    public static BankPorts ports(String node, Bus bus) {
        InstantSource clock = InstantSource.system();
        return new BankPorts(
                node,
                bus,
                TestWorld.KEYS,
                new SimpleMeterRegistry(),
                SoftwareSecurityModule.create(TestWorld.KEYS),
                new InMemoryKeyStore(clock),
                new InMemoryTraceLog(clock));
    }
}
