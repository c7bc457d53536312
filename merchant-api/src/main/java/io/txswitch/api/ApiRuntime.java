package io.txswitch.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.core.config.KeyRing;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/**
 * What the API needs of the world around it.
 *
 * @param clock what timestamps are compared with
 * @param random makes request ids and tokens; used by several event loops, so thread-safe, and not to be guessed
 * @param meters where it counts
 * @param keys seal what payers carry: the same on every node
 * @param liveNodes how many nodes share a merchant's rate now
 */
public record ApiRuntime(
        InstantSource clock, RandomGenerator random, MeterRegistry meters, KeyRing keys, IntSupplier liveNodes) {}
