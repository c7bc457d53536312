package io.txswitch.cluster.node;

import io.txswitch.api.ApiConfig;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.cluster.control.ControlConfig;
import io.txswitch.core.agreement.RenewalConfig;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.config.Section;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.flow.CoreConfig;
import io.txswitch.core.model.Secret;
import io.txswitch.core.reads.ReadsConfig;
import io.txswitch.iso8583.bank.BankConfig;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.terminal.TerminalConfig;
import io.txswitch.notifier.NotifierConfig;
import io.txswitch.notifier.loyalty.LoyaltyConfig;
import io.txswitch.risk.RiskConfig;
import io.txswitch.router.RouterConfig;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Everything one node is told, each part read by the module that uses it. */
public record NodeConfig(
        boolean sandbox,
        String id,
        Set<Role> roles,
        Secret masterKey,
        long drainMs,
        Http http,
        StoresConfig stores,
        ClusterConfig cluster,
        ControlConfig control,
        CoreConfig core,
        RenewalConfig renewal,
        ReadsConfig reads,
        Map<String, Merchant> merchants,
        Edges edges,
        Map<String, Object> effective) {

    /** The parts of the leaves. */
    public record Edges(
            Dialects dialects,
            Framings framings,
            TerminalConfig terminal,
            List<BankConfig> banks,
            ApiConfig api,
            Map<String, ChannelConfig> channels,
            RiskConfig risk,
            RouterConfig router,
            NotifierConfig notifier,
            LoyaltyConfig loyalty) {}

    /** Where the API, the notifications and the health checks are served. */
    public record Http(String host, int port) {}

    /** A secret that begins like this was made for the sandbox; no other node starts with one. */
    static final String SANDBOX_MARK = "sandbox-";

    private static final int MAX_PORT = 65_535;
    private static final int MASTER_KEY_BYTES = 32;

    /** Reads and checks the whole file; every problem is reported at once. */
    public static NodeConfig read(Section root) {
        boolean sandbox = root.text("environment").equals("sandbox");
        Section node = root.section("node");
        Section http = root.section("http");
        NodeConfig config = new NodeConfig(
                sandbox,
                node.text("id"),
                roles(node),
                node.secret("master-key"),
                node.number("drain-ms", 10_000, 0, 300_000),
                new Http(http.text("host", "127.0.0.1"), http.integer("port", 8080, 0, MAX_PORT)),
                StoresConfig.read(root),
                ClusterConfig.read(root),
                ControlConfig.read(root),
                CoreConfig.read(root),
                RenewalConfig.read(root),
                ReadsConfig.read(root),
                Merchant.readAll(root),
                edges(root),
                root.effective());
        config.check(root);
        root.refuseUnknownKeys();
        root.problems().throwIfAny();
        return config;
    }

    private static Edges edges(Section root) {
        Dialects dialects = Dialects.read(root);
        Framings framings = Framings.read(root);
        return new Edges(
                dialects,
                framings,
                TerminalConfig.read(root, dialects, framings),
                BankConfig.readAll(root, dialects, framings),
                ApiConfig.read(root),
                ChannelConfig.readAll(root),
                RiskConfig.read(root),
                RouterConfig.read(root),
                NotifierConfig.read(root),
                LoyaltyConfig.read(root));
    }

    private static Set<Role> roles(Section node) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        List<String> all = EnumSet.allOf(Role.class).stream().map(Role::text).toList();
        for (String text : node.texts("roles", all)) {
            if (all.contains(text)) {
                roles.add(Role.valueOf(text.toUpperCase(Locale.ROOT)));
            } else {
                node.problems().add("node.roles", "does not know '" + text + "'");
            }
        }
        return roles;
    }

    private void check(Section root) {
        try {
            if (Base64.getDecoder().decode(masterKey.reveal()).length != MASTER_KEY_BYTES) {
                root.problems().add("node.master-key", "is not 32 bytes");
            }
        } catch (IllegalArgumentException e) {
            root.problems().add("node.master-key", "is not base64");
        }
        if (!id.matches("[a-z0-9][a-z0-9-]{0,30}")) {
            root.problems().add("node.id", "has lower-case letters, digits and hyphens, at most 31");
        }
        if (!sandbox) {
            SandboxSecrets.refuse(this, root.problems());
        }
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
