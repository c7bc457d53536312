/**
 * The HTTP edge for merchants: signed JSON requests in, payments and refunds as resources out, and the pages where
 * payers pay.
 *
 * <p>The edge decides who asks and whether the question makes sense; it never decides about money. Everything that does
 * goes to the core over the bus, once per order number, and the journal has the last word.
 *
 * <pre>
 *   request ─▶ Frame (id, media type, size, deadline) ─▶ Gate: address, cap, signature over the raw bytes, nonce, rate
 *                 │ 404 405 413 415 408                     │ 403 429 401
 *                 ▼                                         ▼
 *   strict JSON ─▶ Operation.prepare ─▶ Contract (openapi.yaml) ─▶ work ═bus═▶ core, notifier ─▶ resource / problem
 *      400          our own words 4xx     the last word 400         SubmitPayment, ReadPayment, ListPayments, …
 * </pre>
 *
 * <p><b>The contract</b> is {@code openapi.yaml} beside this package: its paths become the routes, and every request is
 * held against it. An operation reads a request first, without doing anything, because it can name what is wrong better
 * than a schema can.
 *
 * <p><b>Replays.</b> A nonce is good once: this node remembers it in memory, the cluster in Redis, and for what is
 * created the journal, in the first append. So a captured payment or refund is refused with Redis lost too, on any
 * node; a repeat that was signed anew meets what the first made. A replayed read shows what its signer may see.
 *
 * <p><b>What a status code means.</b> A payment that was declined exists: it is answered like any other, with
 * {@code 201} and {@code "status":"failed"}, and has used up its order number. {@code 202} says that the end is not
 * known yet, and a problem document that this request made nothing, {@code 500} apart. In every case the same request,
 * signed anew, may be sent again: the order number keeps it from being carried out twice.
 */
@NullMarked
package io.txswitch.api;

import org.jspecify.annotations.NullMarked;
