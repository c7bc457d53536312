package io.txswitch.cluster.provisioning;

import io.txswitch.channel.credentials.CredentialVault;
import io.txswitch.channel.credentials.SealedCredential;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.CredentialText;
import io.txswitch.channel.wallet.Credentials;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A channel's credentials as people may see them: no secret, and of each key a fingerprint. */
record CredentialView(CredentialVault vault, long nowMs) {
    JsonObject all(ChannelConfig channel, List<SealedCredential> rows) {
        JsonArray shown = new JsonArray();
        boolean somebodySigns = false;
        for (SealedCredential row : rows) {
            JsonObject each = one(channel, row);
            if (!somebodySigns && each.getString("state").equals("live") && row.signsFromMs() <= nowMs) {
                each.put("state", "signing");
                somebodySigns = true;
            }
            shown.add(each);
        }
        Credentials ofFile = channel.credentials();
        if (ofFile != null) {
            shown.add(new JsonObject()
                    .put("id", SealedCredential.OF_FILE)
                    .put("state", somebodySigns ? "live" : "signing")
                    .put("details", details(ofFile)));
        }
        return new JsonObject()
                .put("channel", channel.id())
                .put("kind", channel.kind().text())
                .put("credentials", shown);
    }

    /** One of the store; that it signs can only be said beside the others. */
    JsonObject one(ChannelConfig channel, SealedCredential row) {
        Credentials read = row.live() ? opened(channel, row) : null;
        JsonObject shown = new JsonObject()
                .put("id", row.id())
                .put("state", row.live() ? (read == null ? "unreadable" : "live") : "retired")
                .put("signsFrom", time(row.signsFromMs()))
                .put("createdAt", time(row.createdAtMs()));
        Long retiredAtMs = row.retiredAtMs();
        if (retiredAtMs != null) {
            shown.put("retiredAt", time(retiredAtMs));
        }
        return read == null ? shown : shown.put("details", details(read));
    }

    private @Nullable Credentials opened(ChannelConfig channel, SealedCredential row) {
        try {
            return vault.open(channel.kind(), row);
        } catch (RuntimeException sealedElsewhere) {
            return null;
        }
    }

    private static JsonObject details(Credentials credentials) {
        JsonObject details = new JsonObject();
        CredentialText.of(credentials).forEach(details::put);
        return details;
    }

    private static String time(long atMs) {
        return Instant.ofEpochMilli(atMs).toString();
    }
}
