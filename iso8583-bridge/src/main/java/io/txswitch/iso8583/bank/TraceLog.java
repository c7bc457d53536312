package io.txswitch.iso8583.bank;

import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Which trace numbers (DE11) a bank's lines have been lent, and what they were used for; shared by all nodes.
 *
 * <p>Every operation fails when the store cannot be reached, and may then be repeated: numbers lent to somebody who
 * never heard of it are left out.
 */
public interface TraceLog {
    /** The largest number: DE11 has six digits, and 000000 is nobody's. */
    int LAST = 999_999;

    /** How long a use is kept, milliseconds: by then the journal has it, or people have the case. */
    long KEPT_MS = 7L * 24 * 3_600 * 1_000;

    /**
     * Numbers that nobody else is given until all others were.
     *
     * @param first 1 to {@link #LAST}
     * @param last not below {@code first}
     */
    record Range(int first, int last) {}

    /** A transaction and the number it goes out under. */
    record Use(TxId id, int stan) {}

    /** The next {@code size} numbers of a bank, fewer at the end, after which they begin at 1 again. */
    Future<Range> lease(String bankId, int size);

    /** Keeps uses; one that is there already stays as it is. Durable when done. */
    Future<Void> record(String bankId, List<Use> uses);

    /** The number that a transaction went out under. */
    Future<Optional<Integer>> find(String bankId, TxId id);

    /** Forgets some of the uses older than {@link #KEPT_MS}; how many. */
    Future<Integer> forgetOld(String bankId);
}
