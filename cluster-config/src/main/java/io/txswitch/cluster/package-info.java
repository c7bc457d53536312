/**
 * The composition root: what a node is made of, how nodes find one another, and how people talk to them.
 *
 * <pre>
 *   ./txswitch ─▶ Main ─▶ cli ─┬─▶ node  (a process that carries payments)
 *                              └─▶ control port of a running node
 * </pre>
 */
@NullMarked
package io.txswitch.cluster;

import org.jspecify.annotations.NullMarked;
