package io.txswitch.core.flow;

import io.txswitch.core.config.Section;

/**
 * The section {@code core}.
 *
 * @param loops event loops that own transactions
 * @param maxInFlight transactions per loop whose client waits; over it: 91 or 429 at once
 * @param stepTimeoutMs how long risk, the router or the first append may take before the client is told no
 * @param hostTimeoutMs how long a host may take for reversals, queries and refunds
 * @param journalWriters connections that commit; more than one only pays where the database has cores to spare
 */
public record CoreConfig(
        int loops,
        int maxInFlight,
        long stepTimeoutMs,
        long hostTimeoutMs,
        int journalWriters,
        long leaseMs,
        FlowPolicy flow) {
    public static CoreConfig read(Section root) {
        Section core = root.section("core");
        return new CoreConfig(
                core.integer("loops", 1, 1, TxIds.MAX_SHARDS),
                core.integer("max-in-flight", 5_000, 1, 1_000_000),
                core.number("step-timeout-ms", 1_000, 10, 60_000),
                core.number("host-timeout-ms", 10_000, 100, 120_000),
                core.integer("journal-writers", 1, 1, 16),
                core.number("lease-ms", 6_000, 1_000, 120_000),
                FlowPolicy.read(core.section("flow")));
    }
}
