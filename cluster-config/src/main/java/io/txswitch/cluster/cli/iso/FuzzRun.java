package io.txswitch.cluster.cli.iso;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Feeds decoders with mutations until the time is over; the same seed gives the same inputs. */
final class FuzzRun {
    /** Enough to see what is wrong; a broken decoder would fill the screen. */
    private static final int MAX_FINDINGS = 20;
    /** A decoder takes microseconds; whoever takes this long hangs, or nearly. */
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int INPUTS_PER_TURN = 200;

    private final List<FuzzTarget> targets;
    private final long seed;
    private final LongSupplier nanos;
    private final List<Finding> findings = new ArrayList<>();
    private long inputs;

    /** Bytes for which something did not hold; a run of this target with this seed begins with them. */
    record Finding(String target, long seed, String hex, String reason) {}

    FuzzRun(List<FuzzTarget> targets, long seed, LongSupplier nanos) {
        this.targets = List.copyOf(targets);
        this.seed = seed;
        this.nanos = nanos;
    }

    /** Runs for so long, and tells {@code progress} every now and then. */
    void run(long forNanos, long everyNanos, Runnable progress) {
        long start = nanos.getAsLong();
        long told = start;
        long now = start;
        for (long turn = 0; now - start < forNanos && findings.size() < MAX_FINDINGS; turn++) {
            turn(turn);
            now = nanos.getAsLong();
            if (now - told >= everyNanos) {
                told = now;
                progress.run();
            }
        }
    }

    /** Each target in turn, from a seed of its own, so that a finding is found again without what came before. */
    private void turn(long turn) {
        FuzzTarget target = targets.get((int) (turn % targets.size()));
        long turnSeed = seed + turn;
        Random random = new Random(turnSeed);
        Mutator mutator = new Mutator(random);
        for (int i = 0; i < INPUTS_PER_TURN && findings.size() < MAX_FINDINGS; i++) {
            byte[] bytes = mutator.mutate(target.good(random), target.good(random));
            long begin = nanos.getAsLong();
            try {
                target.check(bytes, random);
                if (nanos.getAsLong() - begin > SLOW_NANOS) {
                    found(target, turnSeed, bytes, "took longer than two seconds");
                }
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                found(target, turnSeed, bytes, e.toString());
            }
            inputs++;
        }
    }

    private void found(FuzzTarget target, long turnSeed, byte[] bytes, String reason) {
        findings.add(new Finding(target.name(), turnSeed, HexFormat.of().formatHex(bytes), reason));
    }

    long inputs() {
        return inputs;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
