package io.txswitch.sandbox.pos;

import io.txswitch.sandbox.books.Book;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated terminal is given.
 *
 * @param host where it connects to
 * @param port where it connects to
 * @param terminalId DE41, 8 characters
 * @param merchantId DE42, 15 characters
 * @param tpdu the five bytes of its TPDU as hex, beginning with 60
 * @param answerTimeoutMs how long it waits for an answer; longer than the switch waits for its bank
 * @param firstTrace its first trace number (DE11), 1 to 999999; then it counts and begins again after 999999
 * @param book where it writes its answers, shared by terminals; null writes nothing
 * @param clock what DE7, DE12 and DE13 are read from
 * @param random PIN blocks, cryptograms and unpredictable numbers
 */
public record PosOptions(
        String host,
        int port,
        String terminalId,
        String merchantId,
        String tpdu,
        long answerTimeoutMs,
        int firstTrace,
        @Nullable Book book,
        InstantSource clock,
        RandomGenerator random) {
    /** Trace numbers have six digits and 0 is not used. */
    static final int MAX_TRACE = 999_999;

    private static final String DEFAULT_TPDU = "6000010000";
    private static final long DEFAULT_ANSWER_TIMEOUT_MS = 30_000;
    private static final long MAX_ANSWER_TIMEOUT_MS = 300_000;

    /** Consecutive starts are this many traces apart for each second between them, so that a restart repeats none. */
    private static final int TRACES_PER_SECOND = 97;

    /** Rejects what no terminal can be started with. */
    public PosOptions {
        if (!terminalId.matches("[A-Za-z0-9]{8}") || !merchantId.matches("[A-Za-z0-9]{15}")) {
            throw new IllegalArgumentException("terminalId: 8 letters and digits, merchantId: 15");
        }
        if (!tpdu.matches("60[0-9A-Fa-f]{8}")) {
            throw new IllegalArgumentException("tpdu: five bytes of hex that begin with 60");
        }
        if (answerTimeoutMs < 1 || answerTimeoutMs > MAX_ANSWER_TIMEOUT_MS) {
            throw new IllegalArgumentException("answerTimeoutMs=" + answerTimeoutMs);
        }
        if (firstTrace < 1 || firstTrace > MAX_TRACE) {
            throw new IllegalArgumentException("firstTrace=" + firstTrace);
        }
    }

    /** A terminal on a loopback port with the real clock, 30 s of patience and no book. */
    public static PosOptions of(int port, String terminalId, String merchantId) {
        Clock clock = Clock.systemUTC();
        int firstTrace = (int) (clock.millis() / 1000 * TRACES_PER_SECOND % MAX_TRACE) + 1;
        return new PosOptions(
                "127.0.0.1",
                port,
                terminalId,
                merchantId,
                DEFAULT_TPDU,
                DEFAULT_ANSWER_TIMEOUT_MS,
                firstTrace,
                null,
                clock,
                new SplittableRandom());
    }

    /** The same at another address. */
    public PosOptions withAddress(String newHost, int newPort) {
        return new PosOptions(
                newHost, newPort, terminalId, merchantId, tpdu, answerTimeoutMs, firstTrace, book, clock, random);
    }

    /** The same with other patience. */
    public PosOptions withAnswerTimeoutMs(long newTimeoutMs) {
        return new PosOptions(host, port, terminalId, merchantId, tpdu, newTimeoutMs, firstTrace, book, clock, random);
    }

    /** The same, beginning at another trace number. */
    public PosOptions withFirstTrace(int newTrace) {
        return new PosOptions(host, port, terminalId, merchantId, tpdu, answerTimeoutMs, newTrace, book, clock, random);
    }

    /** The same, writing into a book that the caller closes. */
    public PosOptions withBook(Book newBook) {
        return new PosOptions(
                host, port, terminalId, merchantId, tpdu, answerTimeoutMs, firstTrace, newBook, clock, random);
    }

    /** The same with another clock and other random bytes: with both fixed, every byte it sends is fixed. */
    public PosOptions withClock(InstantSource newClock, RandomGenerator newRandom) {
        return new PosOptions(
                host, port, terminalId, merchantId, tpdu, answerTimeoutMs, firstTrace, book, newClock, newRandom);
    }

    byte[] tpduBytes() {
        return HexFormat.of().parseHex(tpdu);
    }
}
