package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.iso.FieldTable;
import io.txswitch.sandbox.iso.Framing;
import io.txswitch.sandbox.tls.TestCertificates;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated bank is given.
 *
 * @param id names the bank in its rows, letters, digits and dashes
 * @param port the loopback port to listen on; 0 takes a free one
 * @param book the file of its book; rows that are there already are remembered
 * @param lateDelayMs how long a late answer takes
 * @param requireSignOn whether a line must sign on before it may sell or reverse (refused with 58 otherwise)
 * @param maxConnections lines it admits at once; one more is closed as it comes
 * @param wire what its lines speak
 * @param chips which cryptograms its issuer checks
 * @param tls its certificate, and the authority that its clients' must be of; null for lines in the clear
 * @param clock what the rows are dated by
 * @param random what its working keys are made of
 */
public record BankOptions(
        String id,
        int port,
        Path book,
        long lateDelayMs,
        boolean requireSignOn,
        int maxConnections,
        Wire wire,
        ChipPolicy chips,
        @Nullable TestCertificates tls,
        InstantSource clock,
        RandomGenerator random) {
    /** Longer than any terminal waits for its answer, and short enough for a demo. */
    public static final long DEFAULT_LATE_DELAY_MS = 8_000;

    /** A bank has a handful of lines; terminals that speak to it directly are some hundreds in a load test. */
    static final int MAX_CONNECTIONS = 1_024;

    private static final long MAX_LATE_DELAY_MS = 600_000;
    private static final int MAX_PORT = 65_535;

    /** Field table and framing of a bank's lines. */
    public enum Wire {
        /** Binary fields behind a two-byte length and a TPDU. */
        ISO87_BINARY(FieldTable.ISO87_BINARY, Framing.NAC),
        /** UnionPay interchange: fields as characters behind four digits of length and a 46-byte header. */
        CUPS(FieldTable.CUPS, Framing.CUPS);

        private final FieldTable table;
        private final Framing framing;

        Wire(FieldTable table, Framing framing) {
            this.table = table;
            this.framing = framing;
        }

        FieldTable table() {
            return table;
        }

        Framing framing() {
            return framing;
        }
    }

    /** Which cryptograms the issuer checks; a wrong one is refused with 05. */
    public enum ChipPolicy {
        /** None: any DE55 with a cryptogram will do. */
        NONE,
        /** Those whose version (in 9F10) is that of the sandbox's cards; a foreign card's is let pass. */
        OWN,
        /** All: a foreign card's is refused. */
        ALL
    }

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
        if (maxConnections < 1 || maxConnections > MAX_CONNECTIONS) {
            throw new IllegalArgumentException("maxConnections=" + maxConnections);
        }
    }

    /** A bank on a free port that asks for no sign-on. */
    public static BankOptions of(String id, Path book) {
        return new BankOptions(
                id,
                0,
                book,
                DEFAULT_LATE_DELAY_MS,
                false,
                MAX_CONNECTIONS,
                Wire.ISO87_BINARY,
                ChipPolicy.OWN,
                null,
                Clock.systemUTC(),
                new SecureRandom());
    }

    /** The same on a given port. */
    public BankOptions withPort(int newPort) {
        return new BankOptions(
                id, newPort, book, lateDelayMs, requireSignOn, maxConnections, wire, chips, tls, clock, random);
    }

    /** The same with another late delay. */
    public BankOptions withLateDelayMs(long newDelayMs) {
        return new BankOptions(
                id, port, book, newDelayMs, requireSignOn, maxConnections, wire, chips, tls, clock, random);
    }

    /** The same, serving only lines that signed on. */
    public BankOptions withSignOnRequired() {
        return new BankOptions(id, port, book, lateDelayMs, true, maxConnections, wire, chips, tls, clock, random);
    }

    /** The same, admitting one line at a time: another one is closed as it comes. */
    public BankOptions withSingleConnection() {
        return new BankOptions(id, port, book, lateDelayMs, requireSignOn, 1, wire, chips, tls, clock, random);
    }

    /** The same on another wire. */
    public BankOptions withWire(Wire newWire) {
        return new BankOptions(
                id, port, book, lateDelayMs, requireSignOn, maxConnections, newWire, chips, tls, clock, random);
    }

    /** The same with another view of cryptograms. */
    public BankOptions withChips(ChipPolicy newPolicy) {
        return new BankOptions(
                id, port, book, lateDelayMs, requireSignOn, maxConnections, wire, newPolicy, tls, clock, random);
    }

    /** The same over TLS; a client must show a certificate of the same authority. */
    public BankOptions withTls(TestCertificates newTls) {
        return new BankOptions(
                id, port, book, lateDelayMs, requireSignOn, maxConnections, wire, chips, newTls, clock, random);
    }

    /** The same under another clock. */
    public BankOptions withClock(InstantSource newClock) {
        return new BankOptions(
                id, port, book, lateDelayMs, requireSignOn, maxConnections, wire, chips, tls, newClock, random);
    }
}
