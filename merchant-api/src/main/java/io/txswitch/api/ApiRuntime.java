package io.txswitch.api;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What the API needs of the world around it.
 *
 * @param clock what timestamps are compared with
 * @param random makes request ids; used by several event loops, so thread-safe
 * @param meters where it counts
 */
public record ApiRuntime(InstantSource clock, RandomGenerator random, MeterRegistry meters) {}
