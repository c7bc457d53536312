package io.txswitch.cluster.node;

import io.txswitch.core.config.Section;
import io.txswitch.core.model.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a node joins the others; the section {@code cluster}.
 *
 * @param enabled false for a node alone
 * @param host the private address it binds and tells the others
 * @param memberPort where Hazelcast listens
 * @param busPort where the event bus listens
 * @param members {@code host:port} of every node, this one included: nobody else is let in
 * @param tls the event bus's key and trust stores, null in the clear (sandbox only)
 */
public record ClusterConfig(
        boolean enabled,
        String name,
        String host,
        int memberPort,
        int busPort,
        List<String> members,
        @Nullable BusTls tls) {

    /** PKCS#12 stores for mutual TLS between the event buses. */
    public record BusTls(String keyStore, String trustStore, Secret password) {}

    private static final int MAX_PORT = 65_535;

    static ClusterConfig read(Section root) {
        Section section = root.section("cluster");
        boolean enabled = section.flag("enabled", false);
        Section tls = section.section("bus-tls");
        String keyStore = tls.optionalText("key-store");
        String trustStore = tls.optionalText("trust-store");
        Secret password = tls.optionalSecret("password");
        BusTls busTls = null;
        if (keyStore != null && trustStore != null && password != null) {
            busTls = new BusTls(keyStore, trustStore, password);
        } else if (keyStore != null || trustStore != null || password != null) {
            section.problems().add("cluster.bus-tls", "key-store, trust-store and password come together");
        }
        ClusterConfig config = new ClusterConfig(
                enabled,
                section.text("name", "txswitch"),
                section.text("host", "127.0.0.1"),
                section.integer("member-port", 5701, 1, MAX_PORT),
                section.integer("bus-port", 5801, 1, MAX_PORT),
                section.texts("members", List.of()),
                busTls);
        if (enabled && config.members.isEmpty()) {
            section.problems().add("cluster.members", "is missing: every node is named");
        }
        return config;
    }
}
