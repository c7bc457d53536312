package io.txswitch.api;

import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.model.Secret;
import io.txswitch.sandbox.stores.RedisServer;
import io.txswitch.sandbox.stores.StoreAddresses;
import io.txswitch.sandbox.stores.TestStores;

/** Where a test finds its Redis. */
final class RedisPlaces {
    /** Long enough for the slowest machine: how fast Redis is, is not what is tested. */
    static final int PATIENT_MS = 3_000;

    private RedisPlaces() {}

    /** The server all tests share, under a prefix of one's own. */
    static StoresConfig.Redis shared(String hint) {
        TestStores stores = TestStores.get();
        StoreAddresses at = stores.addresses();
        return new StoresConfig.Redis(
                at.redisHost(), at.redisPort(), new Secret(at.redisPassword()), stores.keyPrefix(hint));
    }

    /** A server to be killed. */
    static StoresConfig.Redis of(RedisServer server) {
        return new StoresConfig.Redis(RedisServer.HOST, server.port(), new Secret(server.password()), "lost_");
    }
}
