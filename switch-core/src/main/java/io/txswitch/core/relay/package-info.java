/**
 * The relay: what the journal holds, published to Kafka in commit order, at least once.
 *
 * <p>It reads rows that are durable, so an event that was published has happened, and every event that has happened is
 * published, however often the process is killed. Consumers de-duplicate by {@code (tx, seq)}.
 *
 * <pre>
 *   tx_event of one writer, n &gt; cursor ─▶ held back until seq − 1 is out ─▶ PaymentEvent ─▶ Kafka ─▶ cursor = n
 * </pre>
 */
@NullMarked
package io.txswitch.core.relay;

import org.jspecify.annotations.NullMarked;
