package io.txswitch.cluster.cli;

/** How a command prints: for people, or for programs. */
public enum Output {
    text,
    json
}
