package io.txswitch.notifier;

import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.config.KeyRing;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What the node lends its notifier. */
public record NotifierContext(
        Bus bus, KeyRing keys, MeterRegistry meters, InstantSource time, RandomGenerator random) {}
