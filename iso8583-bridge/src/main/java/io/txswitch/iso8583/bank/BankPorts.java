package io.txswitch.iso8583.bank;

import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.config.KeyRing;
import io.txswitch.iso8583.crypto.SecurityModule;
import io.txswitch.iso8583.keys.CachedKeys;

/**
 * What the lines of a node share.
 *
 * @param node the id of this node
 * @param cards opens what was sealed of a card
 * @param module keys and PINs are used in here only
 * @param keys of banks, and of the terminals whose PIN blocks are translated
 * @param traces the trace numbers that banks' lines have been lent
 */
public record BankPorts(
        String node,
        Bus bus,
        KeyRing cards,
        MeterRegistry meters,
        SecurityModule module,
        CachedKeys keys,
        TraceLog traces) {}
