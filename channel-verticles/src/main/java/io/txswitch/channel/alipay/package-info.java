/**
 * Alipay's open platform through alipay-sdk-java: codes shown by the merchant or by the payer, in public-key and in
 * certificate mode.
 *
 * <p>{@link io.txswitch.channel.alipay.AlipayTrust} verifies answers and notifications with the keys of all live
 * credentials, before the SDK sees them: the SDK knows one key, and takes a refusal that nobody signed.
 *
 * <p>Terms: money is yuan text with two decimals, times are Beijing's. A code that nobody scanned is no trade at Alipay
 * ({@code ACQ.TRADE_NOT_EXIST}), so closing it proves nothing while it can still be scanned. The code is therefore made
 * with an end of its own ({@code time_expire}, {@code timeout_express}, {@code qr_code_timeout_express}); until then
 * such a close is answered PENDING, afterwards CLOSED. {@code alipay.trade.cancel} is not used for such
 * a code: it would give back the money of a payer who was faster.
 *
 * <p>A payment by the payer's code is taken back by {@code alipay.trade.cancel}, which closes what is open and gives
 * back what is paid; {@code retry_flag=Y} asks for another try. A waiting payer is code 10003, for which the SDK's
 * {@code isSuccess()} is true: only the code itself is looked at.
 *
 * <p>An agreement (代扣) is signed by a link, too, and told of by {@code dut_user_sign}; a deduction by it is
 * {@code alipay.trade.pay} without a code, and from then on a trade like any other. Who ends an agreement, payer or
 * merchant, both are told of by {@code dut_user_unsign}. A share is accepted first, and arrives later.
 */
@NullMarked
package io.txswitch.channel.alipay;

import org.jspecify.annotations.NullMarked;
