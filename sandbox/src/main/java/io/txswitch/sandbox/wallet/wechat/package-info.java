/**
 * WeChat Pay API v3 in a box: native (QR) payments and refunds with real signatures both ways.
 *
 * <pre>
 *   /v3/… ─▶ WechatApi (check WECHATPAY2-SHA256-RSA2048, sign every answer) ─▶ WechatOrders, WechatRefunds ─▶ ledger
 *                   merchant's notify_url ◀─ WechatNotices (AES-256-GCM, signed) ◀─ payer, refunds
 * </pre>
 *
 * <p>Both ways to trust the platform work: the certificate download ({@code /v3/certificates}, a self-signed
 * certificate sealed with the APIv3 key) and the public-key mode. An answer is signed with the pair that the request's
 * {@code Wechatpay-Serial} names; a notification with the pair that the order's request named.
 *
 * <p>Terms of this simulator where the real platform leaves room: a refund is booked when it is accepted and turns from
 * PROCESSING to SUCCESS after the payer's delay; codes do not expire by themselves; http notify addresses are accepted.
 */
@NullMarked
package io.txswitch.sandbox.wallet.wechat;

import org.jspecify.annotations.NullMarked;
