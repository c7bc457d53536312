package io.txswitch.sandbox.bank;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;

/**
 * What a simulated bank is given.
 *
 * @param id names the bank in its rows, letters, digits and dashes
 * @param port the loopback port to listen on; 0 takes a free one
 * @param book the file of its book; rows that are there already are remembered
 * @param lateDelayMs how long a late answer takes
 * @param requireSignOn whether a line must sign on before it may sell or reverse (refused with 58 otherwise)
 * @param clock what the rows are dated by
 */
public record BankOptions(
        String id, int port, Path book, long lateDelayMs, boolean requireSignOn, InstantSource clock) {
    /** Longer than any terminal waits for its answer, and short enough for a demo. */
    public static final long DEFAULT_LATE_DELAY_MS = 8_000;

    private static final long MAX_LATE_DELAY_MS = 600_000;
    private static final int MAX_PORT = 65_535;

    /** Rejects what no bank can be started with. */
    public BankOptions {
        if (!id.matches("[A-Za-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("id: 1 to 32 letters, digits, dashes");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port=" + port);
        }
        if (lateDelayMs < 1 || lateDelayMs > MAX_LATE_DELAY_MS) {
            throw new IllegalArgumentException("lateDelayMs=" + lateDelayMs);
        }
    }

    /** A bank on a free port that asks for no sign-on. */
    public static BankOptions of(String id, Path book) {
        return new BankOptions(id, 0, book, DEFAULT_LATE_DELAY_MS, false, Clock.systemUTC());
    }

    /** The same on a given port. */
    public BankOptions withPort(int newPort) {
        return new BankOptions(id, newPort, book, lateDelayMs, requireSignOn, clock);
    }

    /** The same with another late delay. */
    public BankOptions withLateDelayMs(long newDelayMs) {
        return new BankOptions(id, port, book, newDelayMs, requireSignOn, clock);
    }

    /** The same, serving only lines that signed on. */
    public BankOptions withSignOnRequired() {
        return new BankOptions(id, port, book, lateDelayMs, true, clock);
    }

    /** The same under another clock. */
    public BankOptions withClock(InstantSource newClock) {
        return new BankOptions(id, port, book, lateDelayMs, requireSignOn, newClock);
    }
}
