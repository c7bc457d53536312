package io.txswitch.core.flow;

import io.txswitch.core.bus.Bus;
import io.txswitch.core.journal.Journal;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * All that an actor sees of the world.
 *
 * @param leaseHeld whether this node may still act for what it owns
 */
public record Ports(
        Journal journal, Bus bus, Timers timers, InstantSource clock, FlowMetrics metrics, BooleanSupplier leaseHeld) {}
