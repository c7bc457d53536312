/**
 * One process that carries payments: its roles, its cluster, its life from the first check to the last drained payment.
 *
 * <pre>
 *   config ─▶ migrations ─▶ durability ─▶ cluster ─▶ lease ─▶ roles ─▶ recovery ─▶ ready
 *   SIGTERM ─▶ not ready ─▶ edges closed ─▶ drained ─▶ lease released ─▶ left the cluster ─▶ exit 0
 * </pre>
 */
@NullMarked
package io.txswitch.cluster.node;

import org.jspecify.annotations.NullMarked;
