/**
 * A bank in a box: it answers the card wire, keeps its own book, and misbehaves on request.
 *
 * <pre>
 *   socket ─▶ BankSession ─▶ BankDesk ─▶ BankLedger ─▶ Book (bank-ID.jsonl)
 *             frames,        checks,     money by rrn:
 *             delivery       answers     debits, holds, credits, voids, reversals
 *                               │
 *                               └─▶ Issuer (PIN, cryptogram) ─▶ ZoneKeys (from the key exchange)
 * </pre>
 *
 * <p>Which of its manners a request meets ({@link io.txswitch.sandbox.bank.BankScript}) is read from the last two
 * digits of its amount, unless a test has chosen one. A booking is in the book before its answer leaves, and stays
 * there when the answer does not leave: that difference is what a switch has to find and reverse.
 */
@NullMarked
package io.txswitch.sandbox.bank;

import org.jspecify.annotations.NullMarked;
