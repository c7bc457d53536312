package io.txswitch.sandbox.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The steps of a tour.
 *
 * @param lanes played beside one another, each in its order
 * @param after played in order when all lanes are done
 */
record Plan(List<List<Step>> lanes, List<Step> after) {
    Plan {
        lanes = List.copyOf(lanes);
        after = List.copyOf(after);
    }

    /** One step after the other. */
    static Plan of(List<Step> steps) {
        return new Plan(List.of(), steps);
    }

    /** Plays all of it; each result is told once, by one thread at a time. */
    void play(Consumer<Step.Result> told) {
        ReentrantLock lock = new ReentrantLock();
        Consumer<Step> one = step -> {
            Step.Result result = step.run();
            lock.lock();
            try {
                told.accept(result);
            } finally {
                lock.unlock();
            }
        };
        List<Future<?>> playing = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            lanes.forEach(lane -> playing.add(threads.submit(() -> lane.forEach(one))));
        }
        playing.forEach(Future::resultNow);
        after.forEach(one);
    }
}
