package io.txswitch.iso8583.keys;

import io.txswitch.iso8583.crypto.WrappedKey;

/**
 * A key as the store has it.
 *
 * @param retired it must not be used any more, nor is it handed out but in a list
 * @param createdAtMs epoch milliseconds
 */
public record StoredKey(KeyReference.Stored reference, WrappedKey key, boolean retired, long createdAtMs) {}
