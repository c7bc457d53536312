package io.txswitch.channel.credentials;

class InMemoryCredentialStoreTest extends CredentialStoreContract {
    private final InMemoryCredentialStore store = new InMemoryCredentialStore();

    @Override
    CredentialStore store() {
        return store;
    }
}
