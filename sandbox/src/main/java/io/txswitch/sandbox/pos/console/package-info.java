/**
 * The command {@code ./txswitch pos}: a terminal on the keyboard, against any switch.
 *
 * <pre>
 *   keyboard or script ─▶ PosConsole ─▶ CashRegister ─▶ UnionPayTerminal   unionpay-pos
 *        slips  ◀────────                            └▶ Iso87Register      iso87-binary
 * </pre>
 */
@NullMarked
package io.txswitch.sandbox.pos.console;

import org.jspecify.annotations.NullMarked;
