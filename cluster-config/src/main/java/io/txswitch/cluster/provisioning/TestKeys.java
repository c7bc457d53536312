package io.txswitch.cluster.provisioning;

import io.txswitch.iso8583.crypto.WrappedKey;
import java.util.Set;

/** The keys that are published with the sandbox, known by their check values; no other environment takes them. */
public final class TestKeys {
    /** Check values of the sandbox's terminal master key, zone master key and issuer master key. */
    private static final Set<String> CHECK_VALUES = Set.of("08D7B4", "EB7A8D", "850571");

    private final boolean allowed;

    /** @param allowed in the sandbox */
    public TestKeys(boolean allowed) {
        this.allowed = allowed;
    }

    /** Whether a key may be kept; one key in five million is refused without need, and a ceremony is then repeated. */
    public boolean mayKeep(WrappedKey key) {
        return allowed || !CHECK_VALUES.contains(key.kcv());
    }
}
