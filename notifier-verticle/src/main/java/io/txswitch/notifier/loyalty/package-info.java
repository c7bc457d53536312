/**
 * Business on the event stream, by example: points for a merchant's turnover, in a consumer group of its own.
 *
 * <p>Points follow payments with a delay and may never be wrong: an event that comes twice counts once, as its id is
 * the row's key, and a reversal or a refund takes its points back. A payment that stays open would keep its points
 * waiting; after a while the compensation asks the core to look after it, which asks the wallet, and the answer comes
 * back as an event like any other.
 *
 * <pre>
 *   Kafka ──group points──▶ PointsRule ──▶ Points (MySQL)
 *     ▲   ──group repair──▶ OpenPayments (MySQL) ──due──▶ PAYMENT_RECOVER ──▶ core ──▶ wallet
 *     └───────────────────────────────── journal, relay ◀───────────────────────┘
 * </pre>
 */
@NullMarked
package io.txswitch.notifier.loyalty;

import org.jspecify.annotations.NullMarked;
