package io.txswitch.channel.credentials;

/**
 * Where channels find the credentials that are not in their file.
 *
 * @param rereadMs so often they are read again without being told
 * @param staleMs so long the last known ones are good while they cannot be read
 */
public record CredentialAccess(CredentialStore store, CredentialVault vault, long rereadMs, long staleMs) {
    /** A hint that was lost costs a minute. */
    private static final long REREAD_MS = 60_000;
    /** Without its database a node takes no payments, so this bounds what a retired key can do and little else. */
    private static final long STALE_MS = 15 * 60_000;

    /** The usual times. */
    public CredentialAccess(CredentialStore store, CredentialVault vault) {
        this(store, vault, REREAD_MS, STALE_MS);
    }
}
