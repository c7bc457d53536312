package io.txswitch.api;

/** A request that was understood, or why not. */
sealed interface Parsed<T> {
    record Ok<T>(T value) implements Parsed<T> {}

    record Bad<T>(Problem problem) implements Parsed<T> {}
}
