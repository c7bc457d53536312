package io.txswitch.cluster.node;

import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.config.Problems;
import io.txswitch.core.model.Secret;
import io.txswitch.iso8583.keys.KeyStore;
import io.txswitch.iso8583.keys.ProductionKeys;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Keeps what was made for the sandbox out of every other place: its secrets and its conveniences. */
final class SandboxSecrets {
    /** The sandbox's master keys begin with these bytes, so that a production node knows one when it sees it. */
    private static final String MASTER_KEY_MARK = "sandbox-";

    private SandboxSecrets() {}

    static void refuse(NodeConfig config, Problems problems) {
        refuse("mysql.password", config.stores().mysql().password(), problems);
        refuse("redis.password", config.stores().redis().password(), problems);
        if (masterKeyIsMarked(config.masterKey())) {
            problems.add("node.master-key", "was made for the sandbox");
        }
        for (Merchant merchant : config.merchants().values()) {
            refuse("merchants." + merchant.id() + ".api-secret", merchant.apiSecret(), problems);
            refuse(
                    "merchants." + merchant.id() + ".next-api-secret",
                    merchant.access().nextSecret(),
                    problems);
        }
        for (ChannelConfig channel : config.edges().channels().values()) {
            Credentials credentials = channel.credentials();
            if (credentials != null && credentials.madeForSandbox()) {
                problems.add("channels." + channel.id(), "has credentials that were made for the sandbox");
            }
        }
        config.control()
                .people()
                .forEach(person -> refuse("control.people." + person.name(), person.token(), problems));
        if (config.has(Role.TERMINAL)) {
            config.edges().terminal().families().refuseSandboxOnly(problems);
        }
        if (config.cluster().enabled() && config.cluster().tls() == null) {
            problems.add("cluster.bus-tls", "is missing: the event bus is in the clear in the sandbox only");
        }
    }

    /** The store of card keys as a node may use it: outside of the sandbox without the keys that everybody knows. */
    static KeyStore keys(boolean sandbox, KeyStore store) {
        return sandbox ? store : new ProductionKeys(store);
    }

    private static boolean masterKeyIsMarked(Secret key) {
        try {
            return new String(Base64.getDecoder().decode(key.reveal()), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .startsWith(MASTER_KEY_MARK);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void refuse(String path, @Nullable Secret secret, Problems problems) {
        if (secret != null && secret.reveal().startsWith(NodeConfig.SANDBOX_MARK)) {
            problems.add(path, "was made for the sandbox");
        }
    }
}
