/**
 * Routing: says which bank or wallet gets a transaction.
 *
 * <p>Routes are read once from the configuration: a product, perhaps some BINs or merchants, and hosts in the order
 * they are tried. The longest BIN wins, then the order of the file. A host that is down, or that the core has already
 * tried in vain, is passed over.
 *
 * <pre>
 *   HostHealth (published by every host) ──▶ HealthBoard ─┐
 *   FindRoute ──▶ RouterActor (pure) ─────────────────────┴──▶ RouteChoice
 * </pre>
 */
@NullMarked
package io.txswitch.router;

import org.jspecify.annotations.NullMarked;
