package io.txswitch.cluster.node;

import io.txswitch.iso8583.crypto.SecurityModule;
import io.txswitch.iso8583.crypto.SoftwareSecurityModule;
import io.txswitch.iso8583.keys.CachedKeys;
import io.txswitch.iso8583.keys.KeyStore;
import io.txswitch.iso8583.keys.MySqlKeyStore;
import io.txswitch.iso8583.keys.ProductionKeys;
import java.security.SecureRandom;

/** What keeps card terminals and banks apart from their keys: one module and one store of wrapped keys per node. */
record CardSecurity(SecurityModule module, CachedKeys keys) {
    /** How long a key that another node has replaced may still be used here. */
    private static final long KEY_TTL_MS = 2_000;

    static CardSecurity create(NodeParts parts) {
        KeyStore stored =
                MySqlKeyStore.create(parts.vertx(), parts.config().stores().mysql());
        KeyStore allowed = parts.config().sandbox() ? stored : new ProductionKeys(stored);
        return new CardSecurity(
                new SoftwareSecurityModule(parts.config().masterKey(), new SecureRandom()),
                new CachedKeys(allowed, parts.clock(), KEY_TTL_MS));
    }
}
