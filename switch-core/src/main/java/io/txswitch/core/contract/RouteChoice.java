package io.txswitch.core.contract;

import org.jspecify.annotations.Nullable;

/**
 * Where a transaction goes.
 *
 * @param hostId the bank or channel, null when there is none
 * @param rule the rule that decided, for people
 */
public record RouteChoice(@Nullable String hostId, String rule) {
    public static RouteChoice none(String rule) {
        return new RouteChoice(null, rule);
    }
}
