/**
 * The one port through which people act on a node: a token per person, every action in a chained audit.
 *
 * <pre>
 *   ./txswitch ──HTTP (loopback)──▶ ControlPort ─┬─ GET ──▶ audit row ──▶ the question
 *                                                └─ POST ─▶ approval ──▶ audit row (who, why) ──▶ the change
 *                                                           ──▶ audit row (before, after)
 * </pre>
 *
 * <p>Other modules' questions and changes come in as {@link io.txswitch.cluster.control.ControlQuery} and {@link
 * io.txswitch.cluster.control.ControlChange}: the port knows who asks and writes it down, they know what it means.
 */
@NullMarked
package io.txswitch.cluster.control;

import org.jspecify.annotations.NullMarked;
