/**
 * Alipay's open platform through alipay-sdk-java: codes shown by the merchant, in public-key mode.
 *
 * <p>Terms: money is yuan text with two decimals, times are Beijing's. A code that nobody scanned is no trade at Alipay
 * ({@code ACQ.TRADE_NOT_EXIST}), so closing it proves nothing while it can still be scanned. The code is therefore made
 * with an end of its own ({@code time_expire}, {@code timeout_express}, {@code qr_code_timeout_express}); until then
 * such a close is answered PENDING, afterwards CLOSED. {@code alipay.trade.cancel} is not used: it would give back the
 * money of a payer who was faster.
 */
@NullMarked
package io.txswitch.channel.alipay;

import org.jspecify.annotations.NullMarked;
