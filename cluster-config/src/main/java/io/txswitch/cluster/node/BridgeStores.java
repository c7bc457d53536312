package io.txswitch.cluster.node;

import io.txswitch.cluster.control.ControlExtensions;
import io.txswitch.cluster.provisioning.KeyControl;
import io.txswitch.cluster.provisioning.TerminalControl;
import io.txswitch.cluster.provisioning.TerminalStores;
import io.txswitch.cluster.provisioning.TestKeys;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.journal.MySqlConnections;
import io.txswitch.iso8583.crypto.SecurityModule;
import io.txswitch.iso8583.crypto.SoftwareSecurityModule;
import io.txswitch.iso8583.keys.CachedKeys;
import io.txswitch.iso8583.keys.KeyOwner;
import io.txswitch.iso8583.keys.KeyStore;
import io.txswitch.iso8583.keys.MySqlKeyStore;
import io.txswitch.iso8583.keys.ProductionKeys;
import io.txswitch.iso8583.registry.Batches;
import io.txswitch.iso8583.registry.CachedTerminals;
import io.txswitch.iso8583.registry.Families;
import io.txswitch.iso8583.registry.MySqlBatches;
import io.txswitch.iso8583.registry.MySqlTerminalRegistry;
import io.txswitch.iso8583.registry.TerminalDirectory;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What the card side of a node keeps: terminals, batches, keys, and the module that uses the keys.
 *
 * <p>Opened before the roles that ask it, closed after them. Its connections are few and its own, as a terminal that
 * signs in must not wait behind somebody's search.
 */
final class BridgeStores {
    /** Known terminals cost no query; a sign-in costs a handful. */
    private static final int CONNECTIONS = 4;
    /** How long a key that another node has replaced may still be used here when no hint told of it. */
    private static final long KEYS_KNOWN_MS = 2_000;

    private final Pool pool;
    private final CachedKeys keys;
    private final CachedTerminals directory;
    private final TerminalStores stores;

    private BridgeStores(Pool pool, CachedKeys keys, CachedTerminals directory, TerminalStores stores) {
        this.pool = pool;
        this.keys = keys;
        this.directory = directory;
        this.stores = stores;
    }

    /** Nothing connects before the first query. */
    static BridgeStores open(NodeParts parts) {
        NodeConfig config = parts.config();
        InstantSource clock = parts.clock();
        Pool pool = MySqlConnections.pool(parts.vertx(), config.stores().mysql().withPoolSize(CONNECTIONS));
        KeyStore stored =
                MySqlKeyStore.create(parts.vertx(), config.stores().mysql().withPoolSize(CONNECTIONS));
        KeyStore allowed = config.sandbox() ? stored : new ProductionKeys(stored);
        CachedKeys keys = new CachedKeys(allowed, clock, KEYS_KNOWN_MS);
        MySqlTerminalRegistry terminals = new MySqlTerminalRegistry(pool, clock);
        return new BridgeStores(
                pool,
                keys,
                new CachedTerminals(
                        terminals, config.edges().terminal().families(), clock, CachedTerminals.Settings.USUAL),
                new TerminalStores(
                        terminals,
                        new MySqlBatches(pool, clock),
                        keys,
                        new SoftwareSecurityModule(config.masterKey(), new SecureRandom())));
    }

    /** Hears from other nodes what has changed. */
    Future<Void> listen(Bus bus) {
        return directory
                .listen(bus)
                .compose(v -> bus.listen(
                        Addresses.TERMINAL_CHANGED,
                        changed -> keys.invalidate(KeyOwner.terminal(changed.terminalId()))));
    }

    /** Who a terminal is; from memory where it is known. */
    TerminalDirectory directory() {
        return directory;
    }

    Batches batches() {
        return stores.batches();
    }

    /** Keys of terminals, families and banks; from memory where they are known. */
    CachedKeys keys() {
        return keys;
    }

    SecurityModule securityModule() {
        return stores.securityModule();
    }

    TerminalStores stores() {
        return stores;
    }

    /** What people can ask and change here. */
    ControlExtensions control(NodeParts parts) {
        NodeConfig config = parts.config();
        Families families = config.edges().terminal().families();
        return new TerminalControl(stores, families, config.merchants().keySet(), parts.bus(), parts.clock())
                .extensions()
                .and(new KeyControl(stores, families, new TestKeys(config.sandbox()), parts.bus()).extensions());
    }

    Future<Void> close() {
        return keys.close().eventually(pool::close);
    }
}
