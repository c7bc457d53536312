/**
 * The banks' side: one line per bank that asks, waits, and never guesses.
 *
 * <p>Why in these parts: {@code BankMapping} and {@code BankAnswers} are the bank's language and pure; {@code BankLine}
 * knows which request an answer belongs to; {@code BankConnections} only keep sockets open and signed on;
 * {@code BankHost} decides whether to ask at all (circuit, bulkhead, deadline).
 *
 * <pre>
 *   HostRequest ─▶ BankHost ─▶ BankLine ─▶ BankConnections ──TCP──▶ bank
 *   HostAnswer  ◀─ BankAnswers ◀─ PendingAnswers ◀─ (DE11, DE37) ◀──┘
 *   ReportHostFact ◀──────────── LateAnswers ◀─ nobody waits any more
 * </pre>
 *
 * <p>One line divides everything: before the socket write a request was NOT_SENT for certain; after it, silence is
 * UNKNOWN whatever its cause.
 *
 * <p>Towards a bank a transaction has three numbers, and all of them follow from what the journal holds from the first
 * append on, so that a node that takes over after a crash names the same original: DE37 is the transaction id, DE11 is
 * {@code id mod 999999 + 1}, DE7 is the moment of receipt in UTC. DE11 alone is not unique; DE37 is, and both are
 * matched. A reversal repeats all three (DE90 has the second and third).
 */
@NullMarked
package io.txswitch.iso8583.bank;

import org.jspecify.annotations.NullMarked;
