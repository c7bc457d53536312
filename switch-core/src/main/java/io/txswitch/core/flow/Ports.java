package io.txswitch.core.flow;

import io.txswitch.core.bus.Bus;
import io.txswitch.core.journal.Journal;
import java.time.InstantSource;

/** All that an actor sees of the world. */
public record Ports(Journal journal, Bus bus, Timers timers, InstantSource clock, FlowMetrics metrics) {}
