/**
 * Terminals in a box: they sell by magstripe and chip, reverse, repeat, and write down what they were told.
 *
 * <pre>
 *   CardDeck ─▶ PosMessages ─▶ PosTerminal ─TCP─▶ switch (or a bank, the wire is the same)
 *               0200 0400 0800     │ answers matched by type and trace
 *                                  └─▶ Book (pos.jsonl)
 * </pre>
 *
 * <p>A terminal knows nothing of the switch behind the socket: when its answer stays out it says so, and whoever drives
 * it decides whether to repeat or to reverse, as a cashier does.
 */
@NullMarked
package io.txswitch.sandbox.pos;

import org.jspecify.annotations.NullMarked;
