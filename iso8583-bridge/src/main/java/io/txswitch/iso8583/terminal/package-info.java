/**
 * The terminals' side: servers that turn POS messages into commands of the core and outcomes into answers.
 *
 * <p>Why in these parts: what a message means ({@code TransactionTable}, {@code TerminalMapping}, {@code CardReader})
 * is pure and knows no socket; how a connection behaves ({@code TerminalConnection}) knows no message; whether a
 * message is believed ({@code Reception}, {@code MessageGuard}) comes before both, and asks stores that may be slow
 * or away.
 *
 * <pre>
 *   socket ─▶ TerminalConnection ─▶ TerminalDesk ─▶ Reception ─▶ MessageGuard      (97, 58, A0, 77, 91)
 *                                        │  TransactionTable, TerminalMapping      (30, 12, 40, 03, 13, 14, 45)
 *                                        ├─▶ Cashier ── SubmitPayment, ReversePayment ──▶ bus ──▶ core
 *                                        └─▶ Clerk ──── sign-in, settlement, upload ────▶ KeyStore, Batches
 *      ◀──── Frame ◀── MessageGuard.seal ◀── TerminalAnswers ◀────────────── Outcome
 * </pre>
 *
 * <p>A listener is a port with one dialect and one framing; a terminal's family says the rest. A message of a family
 * without MAC and keys goes through without waiting for anything but the core.
 *
 * <p>Told to a terminal: 91 when nothing left this switch, 68 when something may have. An answer whose connection
 * is gone is dropped: the terminal's repeat, or its 0400, decides.
 */
@NullMarked
package io.txswitch.iso8583.terminal;

import org.jspecify.annotations.NullMarked;
