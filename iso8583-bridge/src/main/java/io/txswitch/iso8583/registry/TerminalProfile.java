package io.txswitch.iso8583.registry;

import org.jspecify.annotations.Nullable;

/**
 * Everything the terminal server needs to know of one terminal.
 *
 * @param merchantId whose it is when a message has no DE42, and who DE42 must name; null when DE42 decides
 * @param blocked answered with 58 whatever it asks
 * @param registered it has a row of its own; else a profile of the configuration matched
 */
public record TerminalProfile(
        String terminalId, @Nullable String merchantId, Family family, boolean blocked, boolean registered) {
    /** Whether a message that names this merchant can be this terminal's; null is a message that names none. */
    public boolean belongsTo(@Nullable String merchant) {
        return merchant == null || !registered || merchant.equals(merchantId);
    }
}
