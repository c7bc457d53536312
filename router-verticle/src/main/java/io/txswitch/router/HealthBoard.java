package io.txswitch.router;

import io.txswitch.core.contract.HostHealth;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the nodes last said about each routed host; confined to one event loop. */
final class HealthBoard {
    /** Nodes remembered per host; a cluster is far smaller, and node names come from the wire. */
    private static final int MAX_NODES = 64;

    private final Set<String> hosts;
    private final long ttlMs;
    private final Map<String, Map<String, Long>> upAtMsByHost = new HashMap<>();

    HealthBoard(Set<String> hosts, long ttlMs) {
        this.hosts = hosts;
        this.ttlMs = ttlMs;
    }

    void heard(HostHealth health, long nowMs) {
        if (!hosts.contains(health.hostId())) {
            return;
        }
        Map<String, Long> upAtMs = upAtMsByHost.computeIfAbsent(health.hostId(), host -> new HashMap<>());
        upAtMs.values().removeIf(atMs -> nowMs - atMs > ttlMs);
        if (!health.up()) {
            upAtMs.remove(health.node());
        } else if (upAtMs.size() < MAX_NODES || upAtMs.containsKey(health.node())) {
            upAtMs.put(health.node(), nowMs);
        }
    }

    /** True when some node said so lately, or nobody ever said anything: then the host itself will tell. */
    boolean mayBeUp(String host, long nowMs) {
        Map<String, Long> upAtMs = upAtMsByHost.get(host);
        return upAtMs == null || upAtMs.values().stream().anyMatch(atMs -> nowMs - atMs <= ttlMs);
    }
}
