/**
 * UnionPay QR through the online platform (acp 5.1.0): codes shown by the merchant (MPM) and by the payer (CPM).
 *
 * <pre>
 * UnionPayChannel, UnionPayCodePayments ─▶ UnionPayGateway (common fields, sign, verify) ─form─▶ UnionPay
 * UnionPayNotifications ◀──────────────────form, signed below the configured root ────────────── UnionPay
 * </pre>
 *
 * <p>Terms: money is fen, times are fourteen digits in Beijing. An order is found by its number <em>and</em> its time,
 * so the time is that of the transaction's receipt, the same in every repeat. An answer carries the certificate it is
 * signed with; it counts when it is UnionPay's and was issued below the configured middle and root certificates.
 *
 * <p>{@code respCode} is about the request, {@code origRespCode} about the payment that was asked for; 00 to a request
 * that moves money only says that it was accepted, so the state is asked for at once. A merchant's code cannot be
 * closed: it ends by its own {@code payTimeout}, until then a close is answered PENDING. A payment by the payer's code
 * is taken back by the QR reversal (99/01), which names the payment's own number and time; where that is refused and
 * the money is still there, by a refund under the payment's number with an R behind it.
 */
@NullMarked
package io.txswitch.channel.unionpay;

import org.jspecify.annotations.NullMarked;
