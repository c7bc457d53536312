/**
 * The one port through which people act on a node: a token per person, every action in a chained audit.
 *
 * <pre>
 *   ./txswitch ──HTTP (loopback)──▶ ControlPort ──▶ audit row ──▶ the action
 * </pre>
 */
@NullMarked
package io.txswitch.cluster.control;

import org.jspecify.annotations.NullMarked;
