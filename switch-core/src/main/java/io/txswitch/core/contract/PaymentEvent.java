package io.txswitch.core.contract;

import java.time.Instant;
import java.util.List;

/**
 * One append as the relay publishes it to Kafka: the state after it, and the names of its events.
 *
 * <p>Key of the record: the transaction id's text. Consumers de-duplicate by {@code (payment.id, seq)}.
 *
 * @param v the version of this shape, 1
 * @param seq the append's number within the transaction, from 0
 * @param events simple names of the events in it
 */
public record PaymentEvent(int v, int seq, Instant at, List<String> events, PaymentView payment) {
    public static final int VERSION = 1;
    public static final String TOPIC = "txswitch.payments";
}
