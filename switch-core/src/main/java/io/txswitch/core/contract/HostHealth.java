package io.txswitch.core.contract;

/**
 * A bank line or channel tells everyone how it is; a hint for routing, published on every change and every few seconds.
 *
 * @param up a request would be sent now
 */
public record HostHealth(String hostId, String node, boolean up, String detail) {}
