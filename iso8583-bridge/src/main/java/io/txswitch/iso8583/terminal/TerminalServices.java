package io.txswitch.iso8583.terminal;

import io.txswitch.core.bus.Bus;
import io.txswitch.iso8583.crypto.SecurityModule;
import io.txswitch.iso8583.keys.CachedKeys;
import io.txswitch.iso8583.registry.Batches;
import io.txswitch.iso8583.registry.TerminalDirectory;

/**
 * Whom the terminal server asks: all of them answer with futures, and none is waited for.
 *
 * @param bus the core
 * @param directory who a terminal is
 * @param batches in which batch it works
 * @param keys its keys, wrapped
 * @param module what to do with them
 */
public record TerminalServices(
        Bus bus, TerminalDirectory directory, Batches batches, CachedKeys keys, SecurityModule module) {}
