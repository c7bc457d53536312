package io.txswitch.sandbox.demo;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The two nodes of the demo: the second has no risk role, so its payments visibly cross nodes. */
public record Nodes(NodeProcess first, NodeProcess second, String token) {
    /** A node that can do everything by itself. */
    public static final List<String> ALL_ROLES =
            List.of("core", "terminal", "bank", "api", "reads", "channel", "risk", "router", "notifier");

    private static final List<String> NO_RISK =
            List.of("core", "terminal", "bank", "api", "reads", "channel", "router", "notifier");
    private static final int MEMBERS = 2;
    private static final long JOINED_WITHIN_MS = 60_000;
    private static final int TOKEN_BYTES = 24;
    private static final int KEY_BYTES = 32;
    /** A production node knows a master key of the sandbox by its first bytes. */
    private static final byte[] SANDBOX_MARK = "sandbox-".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    static Nodes start(World world) {
        NodePorts one = NodePorts.wellKnown();
        NodePorts two = NodePorts.free();
        NodeFile.Shared shared = shared(world, List.of(one, two));
        Path firstFile = new NodeFile(world, shared, one, "node-1", ALL_ROLES).write();
        Path secondFile = new NodeFile(world, shared, two, "node-2", NO_RISK).write();
        NodeProcess first = NodeProcess.start(world.place(), "node-1", one, firstFile);
        NodeProcess second = NodeProcess.start(world.place(), "node-2", two, secondFile);
        Nodes nodes = new Nodes(first, second, shared.token());
        if (!Wait.until(JOINED_WITHIN_MS, () -> nodes.joined() == MEMBERS)) {
            throw new IllegalStateException(
                    "the nodes did not find one another, see " + first.process().log());
        }
        return nodes;
    }

    /** Makes what the nodes of one cluster share; blocks. */
    public static NodeFile.Shared shared(World world, List<NodePorts> ports) {
        String password = secret(TOKEN_BYTES);
        return new NodeFile.Shared(
                masterKey(),
                "sandbox-" + secret(TOKEN_BYTES),
                ports.stream().map(each -> "127.0.0.1:" + each.member()).toList(),
                BusKeys.make(world.place(), password),
                password);
    }

    private static String masterKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        System.arraycopy(SANDBOX_MARK, 0, key, 0, SANDBOX_MARK.length);
        return Base64.getEncoder().encodeToString(key);
    }

    private static String secret(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    int joined() {
        return Math.min(first.members(token), second.members(token));
    }
}
