package io.txswitch.sandbox.demo;

import java.util.function.Supplier;

/**
 * One thing the demo shows.
 *
 * @param action does it and says what happened; throws when it is not what should happen
 */
record Step(String name, Supplier<String> action) {

    /** How a step went. */
    record Result(String name, boolean ok, long ms, String said) {}

    Result run() {
        long start = System.nanoTime();
        String said;
        boolean ok = true;
        try {
            said = action.get();
        } catch (RuntimeException e) {
            ok = false;
            said = "FAILED: " + (e.getMessage() == null ? e.toString() : e.getMessage());
        }
        return new Result(name, ok, (System.nanoTime() - start) / 1_000_000, said);
    }

    /** For what must be so. */
    static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
