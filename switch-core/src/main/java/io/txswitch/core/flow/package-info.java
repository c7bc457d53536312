/**
 * How a transaction moves: a pure function, its tables, and the actor that carries out what the function decides.
 *
 * <p>Start with {@link io.txswitch.core.flow.PaymentFlow}, then {@link io.txswitch.core.flow.Transitions}. Decide, make
 * durable, then act: an effect leaves only after the events that announce it are in the journal.
 *
 * <pre>
 *   input ─▶ PaymentFlow.decide ─▶ events ─▶ journal ─▶ (durable) ─▶ effects ─▶ risk, router, host, client, timer
 *     ▲                                                                             │
 *     └─────────────────────────────────────────────────────────────────────────────┘
 * </pre>
 */
@NullMarked
package io.txswitch.core.flow;

import org.jspecify.annotations.NullMarked;
