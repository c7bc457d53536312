/**
 * WeChat Pay API v3 through wechatpay-java: native (QR) payments, in public-key mode.
 *
 * <p>Terms: money is whole fen, times are RFC 3339 in Beijing. Any refund turns the order's state to REFUND, which
 * still means that it was paid. Answers other than 2xx carry no signature that the SDK checks, so only codes of the
 * table are taken as final.
 */
@NullMarked
package io.txswitch.channel.wechat;

import org.jspecify.annotations.NullMarked;
