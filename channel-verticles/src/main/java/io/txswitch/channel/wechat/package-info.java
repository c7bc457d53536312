/**
 * WeChat Pay API v3 through wechatpay-java: native (QR) payments and payments by the
 * payer's code, in public-key and in certificate mode.
 *
 * <p>{@link io.txswitch.channel.wechat.WeChatTrust} verifies with the keys of all live credentials by the name the
 * platform gives; {@link io.txswitch.channel.wechat.PlatformCertificates} fetches certificates per channel, where the
 * SDK has one map for the process and blocks for it.
 *
 * <p>Terms: money is whole fen, times are RFC 3339 in Beijing. Any refund turns the order's state to REFUND, which
 * still means that it was paid. Answers other than 2xx carry no signature that the SDK checks, so only codes of the
 * table are taken as final.
 *
 * <p>A payment by the payer's code (codepay) has no notifications. It is taken back by {@code reverse}, which WeChat
 * Pay wants no sooner than 15 s after the payment; until then the answer here is PENDING. Neither has a class in the
 * SDK.
 */
@NullMarked
package io.txswitch.channel.wechat;

import org.jspecify.annotations.NullMarked;
