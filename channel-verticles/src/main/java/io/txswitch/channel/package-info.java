/**
 * The wallets' side of the switch: one verticle per channel, and one HTTP door for what wallets say on their own.
 *
 * <p>The SDKs block, so each call runs on a virtual thread of its own, behind a bulkhead, a breaker and the
 * request's deadline. Nothing of an order is stored here but the redacted raw exchange; whether a notification fits its
 * payment is decided by the core.
 *
 * <pre>
 * core ─HostRequest─▶ ChannelVerticle ─▶ ChannelCalls (bulkhead, breaker, deadline) ▶ virtual thread ▶ Channel ▶ wallet
 * core ◀─ReportHostFact── NotificationRoutes (verify first, then parse) ◀──────────── POST /notify/:channel ── wallet
 *                                 both ─▶ ChannelMessages (redacted, bounded, never waited for)
 * </pre>
 *
 * <p>Another wallet is one package beside {@code alipay}, {@code wechat} and {@code unionpay}: a {@link
 * io.txswitch.channel.wallet.Channel}, its table of codes, its row in {@link io.txswitch.channel.WalletChannels}, and
 * the contract test with its simulator.
 */
@NullMarked
package io.txswitch.channel;

import org.jspecify.annotations.NullMarked;
