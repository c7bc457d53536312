package io.txswitch.iso8583.keys;

import java.time.InstantSource;

class InMemoryKeyStoreTest extends KeyStoreContract {
    private final KeyStore store = new InMemoryKeyStore(InstantSource.system());

    @Override
    KeyStore store() {
        return store;
    }
}
