package io.txswitch.sandbox.pos.unionpay;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.crypto.SandboxKeys;
import io.txswitch.sandbox.iso.Framing;
import java.time.Clock;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a UnionPay terminal is given.
 *
 * @param host where it connects to
 * @param port where it connects to
 * @param terminalId F41, 8 characters
 * @param merchantId F42, 15 characters
 * @param tpdu five bytes of hex that begin with 60
 * @param header six bytes of hex
 * @param keys its master key, and what a sign-in asks for
 * @param partialApproval whether it takes an approval of a part (F60.6)
 * @param answerTimeoutMs how long it waits for an answer; longer than the switch waits for its bank
 * @param firstTrace its first trace number (F11), 1 to 999999
 * @param book where it writes what it was told, shared by terminals; null writes nothing
 * @param clock what F61 and the chip's dates are read from
 * @param random unpredictable numbers
 */
public record UnionPayOptions(
        String host,
        int port,
        String terminalId,
        String merchantId,
        String tpdu,
        String header,
        Keys keys,
        boolean partialApproval,
        long answerTimeoutMs,
        int firstTrace,
        @Nullable Book book,
        InstantSource clock,
        RandomGenerator random) {
    static final int MAX_TRACE = 999_999;

    private static final String DEFAULT_TPDU = "6000010000";
    private static final String DEFAULT_HEADER = "603100311001";
    private static final long DEFAULT_ANSWER_TIMEOUT_MS = 30_000;
    private static final long MAX_ANSWER_TIMEOUT_MS = 300_000;

    /** Consecutive starts are this many traces apart for each second between them, so that a restart repeats none. */
    private static final int TRACES_PER_SECOND = 97;

    /** How messages are authenticated. */
    public enum Mac {
        UNIONPAY_ECB,
        X9_9,
        X9_19,
        /** AES-CMAC under a MAK of 16 bytes, the first 8 bytes of it. */
        AES_CMAC,
        NONE
    }

    /** Which working keys a sign-in asks for (F60.3). */
    public enum Scheme {
        SINGLE("001"),
        DOUBLE("003"),
        DOUBLE_WITH_TRACK("004");

        private final String code;

        Scheme(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /**
     * The terminal's master key and what it is used for.
     *
     * @param tmk 32 digits of hex
     */
    public record Keys(String tmk, Scheme scheme, Mac mac) {
        /** Rejects a key of another length. */
        public Keys {
            if (!tmk.matches("[0-9A-Fa-f]{32}")) {
                throw new IllegalArgumentException("tmk: 32 digits of hex");
            }
        }

        /** Shows no key. */
        @Override
        public String toString() {
            return "Keys[" + scheme + " " + mac + "]";
        }
    }

    /** Rejects what no terminal can be started with. */
    public UnionPayOptions {
        if (!terminalId.matches("[A-Za-z0-9]{8}") || !merchantId.matches("[A-Za-z0-9]{15}")) {
            throw new IllegalArgumentException("terminalId: 8 letters and digits, merchantId: 15");
        }
        if (!tpdu.matches("60[0-9A-Fa-f]{8}") || !header.matches("[0-9A-Fa-f]{12}")) {
            throw new IllegalArgumentException("tpdu: five bytes of hex that begin with 60, header: six bytes");
        }
        if (answerTimeoutMs < 1 || answerTimeoutMs > MAX_ANSWER_TIMEOUT_MS) {
            throw new IllegalArgumentException("answerTimeoutMs=" + answerTimeoutMs);
        }
        if (firstTrace < 1 || firstTrace > MAX_TRACE) {
            throw new IllegalArgumentException("firstTrace=" + firstTrace);
        }
    }

    /** A terminal of the sandbox on a loopback port: double-length keys, UnionPay MAC, 30 s of patience, no book. */
    public static UnionPayOptions of(int port, String terminalId, String merchantId) {
        Clock clock = Clock.systemUTC();
        return new UnionPayOptions(
                "127.0.0.1",
                port,
                terminalId,
                merchantId,
                DEFAULT_TPDU,
                DEFAULT_HEADER,
                new Keys(SandboxKeys.TMK, Scheme.DOUBLE, Mac.UNIONPAY_ECB),
                true,
                DEFAULT_ANSWER_TIMEOUT_MS,
                (int) (clock.millis() / 1000 * TRACES_PER_SECOND % MAX_TRACE) + 1,
                null,
                clock,
                new SplittableRandom());
    }

    /** The same at another address. */
    public UnionPayOptions withAddress(String newHost, int newPort) {
        return copy(newHost, newPort, keys, partialApproval, answerTimeoutMs, firstTrace, book);
    }

    /** The same with other keys. */
    public UnionPayOptions withKeys(Keys newKeys) {
        return copy(host, port, newKeys, partialApproval, answerTimeoutMs, firstTrace, book);
    }

    /** The same, taking whole approvals only. */
    public UnionPayOptions withoutPartialApproval() {
        return copy(host, port, keys, false, answerTimeoutMs, firstTrace, book);
    }

    /** The same with other patience. */
    public UnionPayOptions withAnswerTimeoutMs(long newTimeoutMs) {
        return copy(host, port, keys, partialApproval, newTimeoutMs, firstTrace, book);
    }

    /** The same, beginning at another trace number. */
    public UnionPayOptions withFirstTrace(int newTrace) {
        return copy(host, port, keys, partialApproval, answerTimeoutMs, newTrace, book);
    }

    /** The same, writing into a book that the caller closes. */
    public UnionPayOptions withBook(Book newBook) {
        return copy(host, port, keys, partialApproval, answerTimeoutMs, firstTrace, newBook);
    }

    private UnionPayOptions copy(
            String newHost, int newPort, Keys newKeys, boolean partial, long timeoutMs, int trace, @Nullable Book to) {
        return new UnionPayOptions(
                newHost,
                newPort,
                terminalId,
                merchantId,
                tpdu,
                header,
                newKeys,
                partial,
                timeoutMs,
                trace,
                to,
                clock,
                random);
    }

    byte[] envelope() {
        return Framing.posEnvelope(tpdu, header);
    }
}
