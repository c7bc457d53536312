/**
 * What live agreements owe by themselves: the deduction of each period, asked for when it is due.
 *
 * <p>The rows come and go with the appends of their agreements (guards of the journal); this package only moves their
 * periods on. The shards of the rows are split over the nodes whose lease lives, by the database's time. Two nodes that
 * both think a shard theirs do no harm: a period's deduction has one dedupe key, and a row is moved only from where it
 * was read.
 *
 * <pre>
 *   agreement (table) ──due──▶ Renewals ──PAYMENT_SUBMIT "renewal|id|period"──▶ the core
 *        ▲                        │
 *        └─ next period, later, ──┘ its outcome
 *           or not any more
 * </pre>
 */
@NullMarked
package io.txswitch.core.agreement;

import org.jspecify.annotations.NullMarked;
