package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.registry.Family;
import io.txswitch.iso8583.registry.TerminalProfile;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that asks, as far as it is known.
 *
 * @param pinKey reference of the key its PIN blocks are under; null when it has none, or shares one with the bank
 */
record Caller(TerminalProfile profile, @Nullable String pinKey) {
    String terminalId() {
        return profile.terminalId();
    }

    Family family() {
        return profile.family();
    }
}
