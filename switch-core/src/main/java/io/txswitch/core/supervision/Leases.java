package io.txswitch.core.supervision;

import io.vertx.core.Future;
import java.util.List;

/**
 * Which process may write as which node. All times are the database's own.
 *
 * <p>Futures fail when the database is not there; what was asked for may then have happened or not, and asking again is
 * safe.
 */
public interface Leases {
    /** Node numbers: 8 bits, so that a writer's number fits into 12. */
    int MAX_NODES = 256;

    /**
     * A node's right to write.
     *
     * @param nodeNo 0 to {@link #MAX_NODES} - 1, the same for this node id for ever
     * @param epoch grows with each change of hands
     */
    record Lease(String nodeId, int nodeNo, long epoch) {}

    /** A lease that ran out and whose work nobody alive has. */
    record Expired(String nodeId, long epoch) {}

    /**
     * Takes the lease of a node id, new or known, whoever holds it: a node restarts under its own name at once. The
     * former holder can commit nothing once this has completed.
     */
    Future<Lease> acquire(String nodeId);

    /**
     * Puts the end of the lease off; one that ran out but was not taken is as good as new.
     *
     * @return false when it has been taken: this process must stop
     */
    Future<Boolean> renew(Lease lease);

    /** Leases that ran out, without the asker's own. */
    Future<List<Expired>> expired(Lease asker);

    /**
     * Takes over a dead node's open transactions and its part of the relay, also what that node had itself adopted.
     *
     * @return false when the node came back, somebody was faster, or the adopter's own lease is not current
     */
    Future<Boolean> adopt(Lease adopter, Expired dead);

    /** Ends a lease before its time, on a graceful leave: peers adopt at once what is open. */
    Future<Void> release(Lease lease);

    /** The numbers of the nodes whose commits this node relays: its own, and those it has adopted. */
    Future<List<Integer>> relayedBy(String nodeId);
}
