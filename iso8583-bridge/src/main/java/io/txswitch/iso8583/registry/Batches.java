package io.txswitch.iso8583.registry;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The batches of the terminals, shared by all nodes: one is open at any time, the closed ones keep how they ended.
 *
 * <p>A repeat of anything gives what the first gave. Every operation fails when the store cannot be reached, and may
 * then be repeated.
 */
public interface Batches {
    /** Longest report of what differed. */
    int MAX_REPORT_LENGTH = 8_000;
    /** Most records kept of one batch: what a terminal's memory holds, several times over. */
    int MAX_RECORDS = 10_000;
    /** Most that one {@link #records} gives. */
    int MAX_LISTED = 2_000;

    /**
     * What a settlement came to.
     *
     * @param batch closed, with how it ended
     * @param next the number the terminal works under from now on
     * @param repeated it had been closed before, and its closing is that one's, not this request's
     */
    record Closed(Batch batch, String next, boolean repeated) {}

    /**
     * What was uploaded of a batch.
     *
     * @param unknown records that the journal does not have
     */
    record Summary(Batch batch, int uploaded, int matching, int differing, int unknown) {}

    /** What became of an uploaded record. */
    enum Stored {
        ADDED,
        /** A record with its trace is there; the first one stays. */
        REPEATED,
        /** The terminal has no such batch. */
        NO_BATCH,
        /** The batch has {@link #MAX_RECORDS} already. */
        FULL
    }

    /** The open batch; a terminal's first call opens 000001. */
    Future<Batch> current(String terminalId);

    /** What {@link #current} would give, without opening one. */
    Future<Optional<Batch>> newest(String terminalId);

    /** The newest batch with this number, open or closed. */
    Future<Optional<Batch>> find(String terminalId, String number);

    /**
     * Gives the open batch the number that the terminal uses: for families whose terminals count for themselves.
     *
     * @return the open batch under that number
     */
    Future<Batch> adopt(String terminalId, String number);

    /**
     * Closes a batch and opens the next one, in one step; the moment in {@code closing} is the caller's.
     *
     * @return empty when it is neither the open batch nor a closed one
     */
    Future<Optional<Closed>> close(String terminalId, String number, Batch.Closing closing);

    /** Keeps what the terminal uploaded; once per terminal, batch and trace. Durable when done. */
    Future<Stored> store(UploadedRecord record);

    /** What was uploaded of the newest batch with this number; empty when there is none. */
    Future<Optional<Summary>> summary(String terminalId, String number);

    /** What was uploaded of the newest batch with this number, by trace, at most {@link #MAX_LISTED}. */
    Future<List<UploadedRecord>> records(String terminalId, String number);
}
