package io.txswitch.iso8583.bank;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.model.Secret;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.crypto.SoftwareSecurityModule;
import io.txswitch.iso8583.keys.CachedKeys;
import io.txswitch.iso8583.keys.InMemoryKeyStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;

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
                new SoftwareSecurityModule(
                        new Secret(Base64.getEncoder().encodeToString(new byte[32])), new SecureRandom()),
                new CachedKeys(new InMemoryKeyStore(clock), clock, 1_000),
                new InMemoryTraceLog(clock));
    }
}
