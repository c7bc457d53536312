/**
 * Who may write, and whose work it is: leases, and the adoption of what a dead node left open.
 *
 * <p>A lease is per node. Its epoch is proven inside every commit of the journal, so a node that was taken over cannot
 * write any more, whatever it still believes; the local check merely keeps it from sending in vain.
 *
 * <pre>
 *   LeaseKeeper ──renew──▶ node_lease ◀──proof in every commit── MySqlJournal
 *        └──expired? ──adopt──▶ epoch + 1, open transactions change owner ──▶ recovery goes through them
 * </pre>
 */
@NullMarked
package io.txswitch.core.supervision;

import org.jspecify.annotations.NullMarked;
