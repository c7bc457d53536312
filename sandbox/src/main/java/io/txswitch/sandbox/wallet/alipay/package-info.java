/**
 * Alipay's open platform gateway in a box: scan-to-pay trades with real RSA2 signatures both ways.
 *
 * <pre>
 *   POST /gateway.do ─▶ AlipayGateway (check sign, sign the exact answer text) ─▶ AlipayTrades ─▶ ledger
 *                                          merchant's notify_url ◀─ AlipayNotices ◀─ payer, refunds
 * </pre>
 *
 * <p>Terms of this simulator where the real platform leaves room:
 * <ul>
 *   <li>A code nobody scanned is unknown to {@code alipay.trade.query} (ACQ.TRADE_NOT_EXIST), as in production.
 *       Closing or cancelling it works: the code is withdrawn, no later scan can pay, and a query then says
 *       TRADE_CLOSED.
 *   <li>Closing what is already paid or closed is ACQ.TRADE_STATUS_ERROR; cancelling it is not an error.
 *   <li>Both modes: whoever names {@code app_cert_sn} is answered in certificate mode. Codes do not expire.
 *   <li>The page of an agreement is opened by its signed link ({@code GET /gateway.do}), which lives as long as its
 *       time stamp is believed. Unsigned and ended agreements are both USER_AGREEMENT_NOT_EXIST. Deductions are taken
 *       on any day; only the amount is held against the agreement. The book has a row SIGN and UNSIGN for each.
 *   <li>Shares ({@code alipay.trade.order.settle}) are limited by what is left of the trade, not by a rate.
 * </ul>
 */
@NullMarked
package io.txswitch.sandbox.wallet.alipay;

import org.jspecify.annotations.NullMarked;
