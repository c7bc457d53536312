package io.txswitch.sandbox.junit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** For tests that provoke an error on purpose and know what will be said about it. */
public final class ExpectedErrors {
    private static final List<String> ALLOWED = new CopyOnWriteArrayList<>();

    private ExpectedErrors() {}

    /** From now until the end of this JVM, a complaint that contains the text does not fail the run. */
    public static void allow(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a blank text would allow everything");
        }
        ALLOWED.add(text);
    }

    static boolean allows(String complaint) {
        return ALLOWED.stream().anyMatch(complaint::contains);
    }
}
