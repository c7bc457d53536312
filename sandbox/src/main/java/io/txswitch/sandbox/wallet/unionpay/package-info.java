/**
 * UnionPay's online platform (acp, version 5.1.0) in a box: QR payments with real signatures and certificates.
 *
 * <pre>
 *   POST /gateway/api/*.do ─▶ UnionpayGateway (check signature, sign every answer) ─▶ UnionpayTrades ─▶ ledger
 *                                     merchant's backUrl ◀─ UnionpayNotices ◀─ payer, refunds
 * </pre>
 *
 * <p>Requests come as encoded forms; answers go out as plain {@code k=v&k=v} text, as the platform sends them, with the
 * signing certificate in {@code signPubKeyCert}. That certificate is made when the simulator starts, below a middle and
 * a root certificate of its own.
 *
 * <p>Terms of this simulator where the real platform leaves room:
 * <ul>
 *   <li>An order is found by number and time together. A code nobody scanned is not found (34), a payer who is busy is
 *       05, a payer who declined is 64.
 *   <li>A merchant's code cannot be closed; it ends at {@code payTimeout}. Asking again for the same code with the same
 *       content gives the same code.
 *   <li>A reversal (99/01) names the order and time of the payment, only works for payments by the payer's code, and
 *       may be repeated. A refund is accepted at once and settled after the payer's delay.
 * </ul>
 */
@NullMarked
package io.txswitch.sandbox.wallet.unionpay;

import org.jspecify.annotations.NullMarked;
