package io.txswitch.channel.credentials;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A credential as the store has it.
 *
 * @param channelId 1 to 32 of a-z, 0-9 and hyphens
 * @param id names it within the channel, in the same letters; {@code config} is the file's and never stored
 * @param sealed what {@link CredentialVault} made of it; empty once it is retired
 * @param signsFromMs epoch milliseconds: before, it verifies and does not sign
 * @param createdAtMs epoch milliseconds
 * @param retiredAtMs epoch milliseconds, or null while it is live
 */
public record SealedCredential(
        String channelId,
        String id,
        String sealed,
        long signsFromMs,
        long createdAtMs,
        @Nullable Long retiredAtMs) {
    /** The name of the configuration file's. */
    public static final String OF_FILE = "config";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public SealedCredential {
        if (!NAME.matcher(channelId).matches() || !NAME.matcher(id).matches()) {
            throw new IllegalArgumentException("a channel and a credential have 1 to 32 of a-z, 0-9 and hyphens");
        }
        if (id.equals(OF_FILE)) {
            throw new IllegalArgumentException("'" + OF_FILE + "' is the credential of the configuration file");
        }
    }

    public boolean live() {
        return retiredAtMs == null;
    }

    @Override
    public String toString() {
        return "SealedCredential[" + channelId + "/" + id + ", live=" + live() + "]";
    }
}
