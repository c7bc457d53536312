/**
 * The terminals' side: a server that turns POS messages into commands of the core and outcomes into answers.
 *
 * <p>Why in these parts: what a message means ({@code TerminalMapping}, {@code CardReader}, {@code OriginalKey}) is
 * pure and knows no socket; how a connection behaves ({@code TerminalConnection}) knows no message.
 *
 * <pre>
 *   socket ─▶ TerminalConnection ─▶ TerminalDesk ─▶ TerminalMapping ─▶ SubmitPayment | ReversePayment ─▶ bus
 *      ◀────────── Frame ◀───────── TerminalAnswers ◀──────────────────────────── Outcome ◀──────────────┘
 * </pre>
 *
 * <p>Told to a terminal: 91 when nothing left this switch, 68 when something may have. An answer whose connection
 * is gone is dropped: the terminal's repeat, or its 0400, decides.
 */
@NullMarked
package io.txswitch.iso8583.terminal;

import org.jspecify.annotations.NullMarked;
