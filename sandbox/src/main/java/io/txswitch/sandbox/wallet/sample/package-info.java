/**
 * A wallet that exists only here, in a box: JSON over HTTP, signed with HMAC-SHA256 under one shared secret.
 *
 * <pre>
 *   POST|GET /v1/… ─▶ SampleApi (check signature, sign every answer) ─▶ SampleHandlers ─▶ ledger, transfers, shares
 *                             merchant's notify_url ◀─ SampleNotices ◀─ payer, timers
 * </pre>
 *
 * <p>Its protocol:
 * <ul>
 *   <li>A request carries {@code X-Wallet-App}, {@code -Timestamp} (epoch seconds, at most 15 minutes off), {@code
 *       -Nonce} and {@code -Signature}, which covers method, path, timestamp and nonce, each with a line feed, and the
 *       body. An answer repeats the nonce and signs {@code ANSWER}, status, nonce and body; a notification signs {@code
 *       NOTICE}, timestamp, nonce and body.
 *   <li>Amounts are whole fen with {@code "currency":"CNY"}. The same order again gives the same answer while it is
 *       unpaid; other content under the same number is ORDER_USED.
 *   <li>States of a payment: CREATED, PAYING, WAIT_CONFIRM, PAID, FAILED (the payer said no), CLOSED, REVERSED. Of a
 *       refund: PROCESSING, DONE; of a transfer and of profit sharing FAILED, too. Of an agreement: WAIT_SIGN, SIGNED,
 *       ENDED.
 *   <li>{@code way} says how the payer pays: pay (a code), jsapi (with {@code payer_id}), h5, page, app. With {@code
 *       auth_code} the merchant scanned his code, with {@code contract_id} he has agreed before; {@code agreement}
 *       lets him agree by paying, by the number of an agreement begun before or by all its members.
 *   <li>Profit sharing hands parts of a paid order on; its amount is what arrived, FAILED when nothing did.
 *   <li>A bill is asked for by type and day; the answer has the path of the file and its SHA-256, see {@link
 *       io.txswitch.sandbox.wallet.sample.SampleBills}.
 *   <li>A payment by the payer's code whose amount ends in 77 fen waits for a second step: the payer gets a code of six
 *       digits and the merchant brings it with {@code confirm}; the third wrong code ends the payment.
 * </ul>
 */
@NullMarked
package io.txswitch.sandbox.wallet.sample;

import org.jspecify.annotations.NullMarked;
