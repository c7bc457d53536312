package io.txswitch.channel.credentials;

import io.vertx.core.Future;
import java.util.List;

/**
 * The sealed credentials of all channels.
 *
 * <p>Every operation fails when the store cannot be reached, and may then be repeated.
 */
public interface CredentialStore {
    /** Rows of one channel that are read: those that are live, and years of retired ones. */
    int MAX_PER_CHANNEL = 200;

    /** Adds a live one, durable when done; false when the channel has or had one of this name. */
    Future<Boolean> add(SealedCredential credential);

    /** All of a channel, retired ones too: the newest first, by the time they sign from, then by creation and name. */
    Future<List<SealedCredential>> of(String channelId);

    /** From now on nobody may use it, and what was sealed is gone; whether there was a live one. */
    Future<Boolean> retire(String channelId, String id, long atMs);

    /** Releases what the store holds open. */
    Future<Void> close();
}
