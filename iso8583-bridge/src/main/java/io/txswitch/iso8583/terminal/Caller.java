package io.txswitch.iso8583.terminal;

import org.jspecify.annotations.Nullable;

/**
 * The terminal that asks, as far as it is known by its registration.
 *
 * @param merchant whose it is; null when the message has to say
 * @param pinKey reference of the key its PIN blocks are under; null when it shares that key with the bank
 */
record Caller(String terminalId, @Nullable String merchant, Traits traits, @Nullable String pinKey) {}
