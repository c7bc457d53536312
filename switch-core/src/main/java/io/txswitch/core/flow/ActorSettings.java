package io.txswitch.core.flow;

import io.txswitch.core.config.KeyRing;

/**
 * What one transaction actor is told at its start.
 *
 * @param node this node's id
 * @param maxInFlight transactions whose client waits; over it they are refused at once
 * @param stepTimeoutMs how long risk, the router or the first append may take before the client is told no
 * @param hostTimeoutMs how long a host may take for what no client waits for
 */
public record ActorSettings(
        String node,
        TxIds ids,
        KeyRing keys,
        FlowPolicy policy,
        int maxInFlight,
        long stepTimeoutMs,
        long hostTimeoutMs) {}
