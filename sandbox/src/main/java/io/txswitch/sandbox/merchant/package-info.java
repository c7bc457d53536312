/**
 * A merchant in a box: asks the switch for payments and refunds over its open API, and receives its webhooks.
 *
 * <pre>
 *   MerchantTraffic ─▶ MerchantClient (signs) ─▶ switch ─▶ MerchantSimulator (checks) ─▶ merchant.jsonl
 * </pre>
 *
 * <p>The request signature (TXSWITCH-HMAC-SHA256) and the webhook signature (Standard Webhooks) are written here a
 * second time, so that a mistake in the switch's own signing shows up as a refusal instead of agreeing with itself.
 */
@NullMarked
package io.txswitch.sandbox.merchant;

import org.jspecify.annotations.NullMarked;
