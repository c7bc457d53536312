package io.txswitch.core.journal;

import io.txswitch.core.model.Event;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the journal as maps: what several {@link InMemoryJournal}s, each a node of its own, share.
 *
 * <p>Single-threaded. Every change is whole when a method returns, as after a COMMIT.
 */
public final class InMemoryStore {
    private final NavigableMap<TxId, Head> heads = new TreeMap<>();
    private final Map<String, TxId> byDedupeKey = new HashMap<>();
    private final Set<String> nonces = new HashSet<>();
    private final Map<TxId, List<Row>> rows = new HashMap<>();
    private final Map<TxId, Claimed> claims = new TreeMap<>();
    private final Map<Integer, Long> commits = new TreeMap<>();
    private final List<Row> log = new ArrayList<>();

    /**
     * A head row.
     *
     * @param tx as of the last append; {@code tx.seq()} is the number of appends
     * @param owner the node that performs its effects
     * @param adjusted a tip was added: it can neither be voided nor reversed any more
     * @param sharedMinor what was, or is being, handed on to others
     */
    public record Head(
            Transaction tx, String owner, long reservedMinor, long refundedMinor, boolean adjusted, long sharedMinor) {
        Head reserved(long minor) {
            return new Head(tx, owner, minor, refundedMinor, adjusted, sharedMinor);
        }

        Head refunded(long minor) {
            return new Head(tx, owner, reservedMinor, minor, adjusted, sharedMinor);
        }

        Head adjusted(boolean now) {
            return new Head(tx, owner, reservedMinor, refundedMinor, now, sharedMinor);
        }

        Head at(Transaction next) {
            return new Head(next, owner, reservedMinor, refundedMinor, adjusted, sharedMinor);
        }

        Head shared(long minor) {
            return new Head(tx, owner, reservedMinor, refundedMinor, adjusted, minor);
        }

        Head ownedBy(String node) {
            return new Head(tx, node, reservedMinor, refundedMinor, adjusted, sharedMinor);
        }

        boolean untouched() {
            return reservedMinor == 0 && !adjusted && sharedMinor == 0;
        }

        boolean hasSucceeded() {
            return tx.phase() == Phase.APPROVED || tx.phase() == Phase.FORWARDED;
        }
    }

    /** One append as a row: who wrote it, in which of his commits, and the phase and reason it led to. */
    public record Row(
            TxId id,
            int seq,
            int writer,
            long n,
            Phase phase,
            @Nullable Reason reason,
            List<Event> events) {}

    /**
     * A live agreement: a row of the table {@code agreement}.
     *
     * @param dueAt when its period is looked at next, null when nothing is due by itself
     * @param attempts deductions of this period that came to nothing
     */
    public record Claimed(
            TxId id, String claimKey, int shard, @Nullable Instant dueAt, int periodNo, int attempts) {
        Claimed(TxId id, String claimKey, int shard) {
            this(id, claimKey, shard, null, 0, 0);
        }

        public Claimed dueAt(@Nullable Instant at) {
            return new Claimed(id, claimKey, shard, at, periodNo, attempts);
        }

        public Claimed at(int period, int tried) {
            return new Claimed(id, claimKey, shard, dueAt, period, tried);
        }
    }

    /** The transaction's head row, or null. */
    public @Nullable Head head(TxId id) {
        return heads.get(id);
    }

    public List<Row> rows(TxId id) {
        return List.copyOf(rows.getOrDefault(id, List.of()));
    }

    /** Every row in commit order. */
    public List<Row> log() {
        return List.copyOf(log);
    }

    /** Every head in the order of ids. */
    public List<Head> heads() {
        return List.copyOf(heads.values());
    }

    /** Every live agreement. */
    public List<Claimed> claims() {
        return List.copyOf(claims.values());
    }

    /** Changes a live agreement's row; nothing happens when there is none. */
    public void changeClaim(TxId id, UnaryOperator<Claimed> change) {
        claims.computeIfPresent(id, (key, claim) -> change.apply(claim));
    }

    public @Nullable TxId byDedupeKey(String key) {
        return byDedupeKey.get(key);
    }

    /** The number of this writer's last commit, 0 when there was none. */
    public long commits(int writer) {
        return commits.getOrDefault(writer, 0L);
    }

    /** Every writer that has committed. */
    public List<Integer> writers() {
        return List.copyOf(commits.keySet());
    }

    List<Head> find(Predicate<Head> wanted) {
        return heads.values().stream().filter(wanted).toList();
    }

    /** Gives the open transactions of one node to another. */
    public void moveOpen(String from, String to) {
        heads.replaceAll((id, head) -> head.owner().equals(from) && head.tx().isOpen() ? head.ownedBy(to) : head);
    }

    /** One commit of one writer; each append has its own result. */
    List<AppendResult> commit(int writer, List<Append> batch) {
        long n = commits.merge(writer, 1L, Long::sum);
        List<AppendResult> results = new ArrayList<>(batch.size());
        for (Append append : batch) {
            results.add(apply(append, writer, n));
        }
        return results;
    }

    private AppendResult apply(Append append, int writer, long n) {
        Transaction after = append.after();
        Head head = heads.get(append.id());
        if (append.first()) {
            TxId existing = byDedupeKey.get(after.header().dedupeKey());
            if (existing != null) {
                return new AppendResult.Duplicate(existing);
            }
            if (head != null) {
                return new AppendResult.Unavailable("id_taken");
            }
            if (nonces.contains(nonceKey(after.header()))) {
                return AppendResult.NONCE_USED;
            }
            head = new Head(after, after.header().node(), 0, 0, false, 0);
        } else if (head == null || head.tx().seq() != append.seq()) {
            return AppendResult.SEQ_TAKEN;
        }
        for (Guard guard : append.guards()) {
            if (!holds(guard)) {
                return new AppendResult.GuardFailed(guard);
            }
        }
        heads.put(append.id(), head.at(after.withSeq(append.seq() + 1)));
        byDedupeKey.put(after.header().dedupeKey(), append.id());
        if (after.header().nonce() != null) {
            nonces.add(nonceKey(after.header()));
        }
        append.guards().forEach(this::take);
        Row row = new Row(append.id(), append.seq(), writer, n, after.phase(), after.reason(), append.events());
        rows.computeIfAbsent(append.id(), id -> new ArrayList<>()).add(row);
        log.add(row);
        return AppendResult.COMMITTED;
    }

    private static String nonceKey(TxHeader header) {
        return header.merchantId() + ':' + header.nonce();
    }

    private boolean holds(Guard guard) {
        Head head = heads.get(guard.target());
        return switch (guard) {
            case Guard.Reserve g ->
                head != null
                        && head.hasSucceeded()
                        && head.reservedMinor() + g.amountMinor()
                                <= head.tx().money().amountMinor();
            case Guard.ReserveAll g -> head != null && head.untouched();
            case Guard.TakeWhole g -> head != null && head.hasSucceeded() && head.untouched();
            case Guard.Adjust g -> head != null && head.hasSucceeded() && head.untouched();
            case Guard.Release g -> true;
            case Guard.Settle g -> true;
            case Guard.SettleWhole g -> true;
            case Guard.ReturnWhole g -> true;
            case Guard.Unadjust g -> true;
            case Guard.Share g ->
                head != null
                        && head.hasSucceeded()
                        && head.reservedMinor() + head.sharedMinor() + g.amountMinor()
                                <= head.tx().money().amountMinor();
            case Guard.Unshare g -> true;
            case Guard.InForce g -> head != null && head.hasSucceeded();
            case Guard.Claim g ->
                claims.values().stream().noneMatch(claim -> claim.claimKey().equals(g.claimKey()));
            case Guard.Unclaim g -> true;
            case Guard.Due g -> true;
        };
    }

    private void take(Guard guard) {
        switch (guard) {
            case Guard.Claim g ->
                claims.put(g.target(), new Claimed(g.target(), g.claimKey(), AgreementShards.of(g.target())));
            case Guard.Unclaim g -> claims.remove(g.target());
            case Guard.Due g -> changeClaim(g.target(), claim -> claim.dueAt(g.at()));
            default -> heads.computeIfPresent(guard.target(), (id, head) -> taken(guard, head));
        }
    }

    private static Head taken(Guard guard, Head head) {
        return switch (guard) {
            case Guard.Reserve g -> head.reserved(head.reservedMinor() + g.amountMinor());
            case Guard.ReserveAll g -> head.reserved(head.tx().money().amountMinor());
            case Guard.Release g -> head.reserved(Math.max(0, head.reservedMinor() - g.amountMinor()));
            case Guard.Settle g -> head.refunded(head.refundedMinor() + g.amountMinor());
            case Guard.TakeWhole g -> head.reserved(head.tx().money().amountMinor());
            case Guard.SettleWhole g -> head.refunded(head.tx().money().amountMinor());
            case Guard.ReturnWhole g -> head.reserved(0).refunded(0);
            case Guard.Adjust g -> head.adjusted(true);
            case Guard.Unadjust g -> head.adjusted(false);
            case Guard.Share g -> head.shared(head.sharedMinor() + g.amountMinor());
            case Guard.Unshare g -> head.shared(Math.max(0, head.sharedMinor() - g.amountMinor()));
            case Guard.InForce g -> head;
            case Guard.Claim g -> head;
            case Guard.Unclaim g -> head;
            case Guard.Due g -> head;
        };
    }
}
