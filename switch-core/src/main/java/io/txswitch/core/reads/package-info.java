/**
 * What merchants ask, six times as often as they pay, answered beside the flow: a role of its own with connections of
 * its own, which can stand on nodes that own no transaction.
 *
 * <pre>
 *   merchant edge ─payment.query, payments.list, totals.read─▶ ReadsVerticle ─own pool─▶ journal's tables
 * </pre>
 */
@NullMarked
package io.txswitch.core.reads;

import org.jspecify.annotations.NullMarked;
