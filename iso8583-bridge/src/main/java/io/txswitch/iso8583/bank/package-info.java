/**
 * The banks' side: one line per bank that asks, waits, and never guesses.
 *
 * <p>Why in these parts: {@code BankMapping}, {@code Shape}, {@code BankAnswers} and {@code ResultTable} are the
 * bank's language and pure; {@code Outbound} makes a message of a request (numbers, PIN, MAC); {@code BankLine} knows
 * which request an answer belongs to; {@code Connections} only keep sockets open, each with a {@code NetworkDesk} that
 * signs on and fetches keys; {@code BankHost} and {@code Circuit} decide whether to ask at all (circuit, window,
 * deadline).
 *
 * <pre>
 *   HostRequest ─▶ BankHost ─▶ Outbound ─▶ Circuit ─▶ BankLine ─▶ Connections ──TCP/TLS──▶ bank
 *   HostAnswer  ◀─ BankAnswers ◀────── PendingAnswers ◀─ MatchRule ◀─ MessageMac ◀──────────┘
 *   ReportHostFact ◀────── LateAnswers ◀─ nobody waits any more
 *
 *   file, BankDirectory ─▶ BankRoster ─▶ one BankLineVerticle per bank, or HeldLine under a LineLease
 * </pre>
 *
 * <p>One line divides everything: before the socket write a request was NOT_SENT for certain; after it, silence is
 * UNKNOWN whatever its cause.
 *
 * <p>Towards a bank a transaction has three numbers, and a node that takes over after a crash finds all of them: DE37
 * is the transaction id, DE7 is the moment of receipt in UTC, and DE11 follows from the id or was written down before
 * it was used ({@code TraceNumbers}). DE11 alone is not unique; DE37 is. A reversal repeats them (DE90 has the second
 * and third).
 *
 * <p>Store-and-forward is the core's: advices and reversals come again, with a higher {@code attempt}, until they are
 * answered. Here each has a window of its own, so that one without answers holds up no other.
 */
@NullMarked
package io.txswitch.iso8583.bank;

import org.jspecify.annotations.NullMarked;
