/**
 * Tells merchants what became of their payments, and keeps the read model that answers their questions.
 *
 * <p>Every append of the journal arrives here through Kafka, at least once and in order per transaction. What a
 * merchant should know becomes a row in {@code notify_delivery} before Kafka is told that the record is done; from then
 * on the row is posted until the merchant answers 2xx or the schedule ends. The view of the payment stands in Redis
 * before the post leaves, so that a merchant who asks on receipt sees what he was told.
 *
 * <pre>
 *   Kafka ──PaymentEvents──▶ Intake ──▶ ReadModel (Redis)
 *                              │
 *                              └──▶ Deliveries (MySQL) ──claim──▶ Dispatcher ──▶ Webhooks ──HTTP──▶ merchant
 *                                        ▲                            │
 *                                        └──── done / again later ────┘
 * </pre>
 */
@NullMarked
package io.txswitch.notifier;

import org.jspecify.annotations.NullMarked;
