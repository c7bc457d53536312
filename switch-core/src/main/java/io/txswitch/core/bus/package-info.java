/**
 * The event bus, typed: which conversation goes where, and how records travel.
 *
 * <p>Local first: a record goes by reference to a handler in the same process; only when there is none does it cross to
 * another node, as versioned JSON with card data sealed.
 */
@NullMarked
package io.txswitch.core.bus;

import org.jspecify.annotations.NullMarked;
