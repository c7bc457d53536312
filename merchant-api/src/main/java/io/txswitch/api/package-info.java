/**
 * The HTTP edge for merchants: signed JSON requests in, payments and refunds as resources out.
 *
 * <p>The edge decides who asks and whether the question makes sense; it never decides about money. Everything that does
 * goes to the core over the bus, once per order number, and the journal has the last word.
 *
 * <pre>
 *   request ─▶ frame (id, media type, size, deadline) ─▶ in-flight cap ─▶ signature over the raw bytes ─▶ nonce
 *                 │ 404 405 413 415 408                    │ 429              │ 401                      │ 401
 *                 ▼                                        ▼                  ▼                          ▼
 *           strict JSON ─▶ fields ─▶ SubmitPayment ═bus═▶ core ─▶ Outcome ─▶ 201 / 200 / 202 / problem
 *                 400        400      ReadPayment (after the read model, which only ever saves a question)
 * </pre>
 *
 * <p><b>Replays.</b> A nonce is good once: this node remembers it in memory, the cluster in Redis. When Redis is lost
 * the request goes on, is counted, and two other guards remain: this node's own memory, and the order number. Creating
 * a payment or a refund is idempotent by its number, so that a replay which slips through meets the payment it made the
 * first time; it can neither create a second one nor change the first. A replayed read shows what its signer may see.
 *
 * <p><b>What a status code means.</b> A payment that was declined exists: it is answered like any other, with
 * {@code 201} and {@code "status":"failed"}, and has used up its order number. {@code 202} says that the end is not
 * known yet, and a problem document that this request made nothing, {@code 500} apart. In every case the same request,
 * signed anew, may be sent again: the order number keeps it from being carried out twice.
 */
@NullMarked
package io.txswitch.api;

import org.jspecify.annotations.NullMarked;
