package io.txswitch.sandbox.junit;

import java.util.ArrayList;
import java.util.List;

/** What went wrong beside the assertions; thread-safe. */
final class Complaints {
    /** The first ones tell enough. */
    private static final int MAX_KEPT = 50;

    /** A stack of a blocked thread is long; its first lines name the place. */
    private static final int MAX_CHARS = 1_000;

    private final List<String> kept = new ArrayList<>();
    private volatile String running = "before the first test";

    /** Which test the following complaints are put down to. */
    void nowRunning(String test) {
        running = test;
    }

    void add(String what) {
        if (ExpectedErrors.allows(what)) {
            return;
        }
        synchronized (kept) {
            if (kept.size() < MAX_KEPT) {
                kept.add(running + ": " + what.substring(0, Math.min(what.length(), MAX_CHARS)));
            }
        }
    }

    /** Those that no test has announced, in order. */
    List<String> unexpected() {
        synchronized (kept) {
            return kept.stream().filter(each -> !ExpectedErrors.allows(each)).toList();
        }
    }
}
