package io.txswitch.sandbox.fault;

/** The way bytes go through the proxy. */
public enum Direction {
    /** Requests. */
    TO_SERVER,
    /** Answers. */
    TO_CLIENT
}
