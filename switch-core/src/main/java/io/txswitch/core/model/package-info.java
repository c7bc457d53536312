/**
 * What a transaction is: its identity, its money, its phases and the events it is a fold of.
 *
 * <p>Only {@code java.*} is imported here, so that every other part can lean on it. Nothing in this package knows of a
 * bus, a store or a wire.
 *
 * <pre>
 *   Event, Event, Event ──fold──▶ Transaction ──snapshot──▶ PaymentView (contract)
 * </pre>
 */
@NullMarked
package io.txswitch.core.model;

import org.jspecify.annotations.NullMarked;
