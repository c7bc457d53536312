/**
 * Tells merchants what became of their payments, and keeps the read model that answers their questions.
 *
 * <p>Every append of the journal arrives here through Kafka, at least once and in order per transaction, a batch at a
 * time. What a merchant should know becomes a row in {@code notify_event}, and one in {@code notify_delivery} for each
 * endpoint that wants it, before Kafka is told that the batch is done; from then on the delivery is posted until the
 * merchant answers 2xx or the schedule ends. The view of the payment stands in Redis before the post leaves, so that a
 * merchant who asks on receipt sees what he was told.
 *
 * <p>What is given up, cannot be read or cannot be stored goes to a topic of its own, whose consumer files the reason:
 * nothing stands in the way of what comes behind it.
 *
 * <pre>
 *   Kafka ──PaymentEvents──▶ Intake ──▶ ReadModel (Redis)
 *     │                        │  └─ unreadable, unstorable ─▶ DeadLetters (Kafka) ──▶ DeadLetterFile (MySQL)
 *     │                        ▼                                   ▲ given up
 *     │   EventLog ─────▶ Deliveries (MySQL) ──claim──▶ Dispatcher ┴▶ Webhooks ──HTTP──▶ merchant
 *     │   (list, redeliver)    ▲                            │
 *     │                        └──── done / again later ────┘
 *     └──▶ other consumer groups: the package loyalty is the example
 * </pre>
 */
@NullMarked
package io.txswitch.notifier;

import org.jspecify.annotations.NullMarked;
