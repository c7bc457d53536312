package io.txswitch.cluster.cli.certify;

import java.util.function.Predicate;

/**
 * One thing that a switch must do.
 *
 * @param name as it is printed, and as {@code --only} takes it
 * @param expects in words
 * @param applies to which terminals; the others skip it
 */
record Case(String name, String expects, Predicate<PosProfile> applies, Body body) {
    /** Plays it. */
    interface Body {
        void run(Pos pos) throws CheckFailed;
    }

    static Case always(String name, String expects, Body body) {
        return new Case(name, expects, profile -> true, body);
    }

    /** For terminals with working keys. */
    static Case keyed(String name, String expects, Body body) {
        return new Case(name, expects, profile -> profile.layout() != null, body);
    }
}
