package io.txswitch.iso8583.terminal;

import io.txswitch.core.bus.Bus;
import io.txswitch.core.model.Secret;
import io.txswitch.iso8583.crypto.SoftwareSecurityModule;
import io.txswitch.iso8583.keys.CachedKeys;
import io.txswitch.iso8583.keys.InMemoryKeyStore;
import io.txswitch.iso8583.registry.CachedTerminals;
import io.txswitch.iso8583.registry.Families;
import io.txswitch.iso8583.registry.InMemoryBatches;
import io.txswitch.iso8583.registry.InMemoryTerminalRegistry;
import io.txswitch.iso8583.registry.TerminalRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;

/** Stores in memory and the software security module: what a terminal server asks, in a test. */
public final class TestServices {
    private static final long KEY_CACHE_MS = 30_000;

    private TestServices() {}

    public static TerminalServices of(Bus bus, Families families) {
        return of(bus, families, new InMemoryTerminalRegistry(InstantSource.system()), InstantSource.system());
    }

    static TerminalServices of(Bus bus, Families families, TerminalRegistry registry, InstantSource clock) {
        Secret master = new Secret(Base64.getEncoder().encodeToString(new byte[32]));
        return new TerminalServices(
                bus,
                new CachedTerminals(registry, families, clock, CachedTerminals.Settings.USUAL),
                new InMemoryBatches(clock),
                new CachedKeys(new InMemoryKeyStore(clock), clock, KEY_CACHE_MS),
                new SoftwareSecurityModule(master, new SecureRandom()));
    }
}
