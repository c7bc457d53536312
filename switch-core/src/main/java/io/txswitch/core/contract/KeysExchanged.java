package io.txswitch.core.contract;

/**
 * What became of it.
 *
 * @param done whether the bank sent keys that are now in use
 * @param detail their types, or why there are none
 */
public record KeysExchanged(boolean done, String detail) {}
