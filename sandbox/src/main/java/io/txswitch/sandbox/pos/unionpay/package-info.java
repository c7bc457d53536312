/**
 * A UnionPay terminal in a box: keys, MACs, PINs, chips, a batch of its own, reversals that do not give up.
 *
 * <pre>
 *   UnionPayTerminal ─▶ PosComposer ─▶ MacSeal ─▶ PosLine ─TCP─▶ switch
 *     the cashier's       fields         field 64   frames, answers by type and trace, patience
 *     keys and slips                     ◀── AnswerCheck: echoes, amount, MAC, chip
 *        │
 *        ├─▶ TerminalBatch (numbers, totals, what can still be voided)
 *        └─▶ Book (pos.jsonl)
 * </pre>
 *
 * <p>An answer that is not believed is treated as none: the terminal takes its money back by a reversal, and asks for
 * nothing else before that is done.
 */
@NullMarked
package io.txswitch.sandbox.pos.unionpay;

import org.jspecify.annotations.NullMarked;
