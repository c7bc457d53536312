package io.txswitch.api.limit;

import java.util.List;

/**
 * Whom a request is from. Only our own proxies are believed: from the right of {@code X-Forwarded-For}, the first
 * address that is none of theirs is the client's; what stands left of it he may have written himself.
 */
public final class ClientAddress {
    private static final int MAX_HOPS = 16;

    private final AddressRanges trustedProxies;

    public ClientAddress(AddressRanges trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    /**
     * The client's address.
     *
     * @param remote of the connection
     * @param forwardedFor every header {@code X-Forwarded-For}, in order
     */
    public String of(String remote, List<String> forwardedFor) {
        String client = remote;
        String[] hops = String.join(",", forwardedFor).split(",");
        int seen = 0;
        for (int i = hops.length - 1; i >= 0 && seen < MAX_HOPS && trustedProxies.contains(client); i--, seen++) {
            String before = hops[i].strip();
            if (before.isEmpty()) {
                break;
            }
            client = before;
        }
        return client;
    }
}
