/**
 * The raw exchange with the wallets, redacted, for customer service: table {@code channel_message}.
 *
 * <p>A hint and never the truth: rows are written behind the payment, and dropped (and counted) when the store cannot
 * keep up.
 *
 * <pre>
 *   Wire, NotificationRoutes ─keep─▶ bounded queue ─▶ batches ─▶ MySQL        payment show --messages ◀─ of(id)
 * </pre>
 */
@NullMarked
package io.txswitch.channel.message;

import org.jspecify.annotations.NullMarked;
