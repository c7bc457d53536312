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
 *   <li>Public-key mode only: certificate mode ({@code alipay_cert_sn}) is not offered. Codes do not expire.
 * </ul>
 */
@NullMarked
package io.txswitch.sandbox.wallet.alipay;

import org.jspecify.annotations.NullMarked;
