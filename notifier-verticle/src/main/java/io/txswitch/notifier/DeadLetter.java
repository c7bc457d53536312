package io.txswitch.notifier;

import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.notifier.Deliveries.Claimed;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was given up, and why; the value of a record of {@link #TOPIC}, as JSON.
 *
 * @param v the version of this shape, 1
 * @param id made of what it is about, so that a repeat is recognised
 * @param endpointId of a delivery; empty for the address of the settings
 * @param reason in the switch's own words: nothing that an endpoint or a stranger wrote
 * @param attempts made before, 0 for a record
 * @param payload what could not be read, cut off after {@link #MAX_PAYLOAD_BYTES}; null for a delivery
 */
public record DeadLetter(
        int v,
        String id,
        Kind kind,
        @Nullable String merchantId,
        @Nullable String eventId,
        @Nullable String endpointId,
        String reason,
        int attempts,
        Instant at,
        byte @Nullable [] payload) {
    public static final int VERSION = 1;
    public static final String TOPIC = "txswitch.dead-letters";
    /** In base64 it still fits into a record of a megabyte, which is what Kafka takes by default. */
    static final int MAX_PAYLOAD_BYTES = 256 * 1024;

    /** What was given up. */
    public enum Kind {
        /** A webhook that no attempt could deliver. */
        DELIVERY,
        /** A record of Kafka that cannot be read. */
        RECORD,
        /** An event that can be read and not stored. */
        EVENT
    }

    static DeadLetter of(Claimed given, String reason, Instant at) {
        Delivery delivery = given.delivery();
        MerchantEvent event = delivery.event();
        String id = event.id() + "/" + delivery.endpointId() + "/" + given.attempt();
        return new DeadLetter(
                VERSION,
                id,
                Kind.DELIVERY,
                event.merchantId(),
                event.id(),
                delivery.endpointId(),
                reason,
                given.attempt(),
                at,
                null);
    }

    /** @param position topic, partition and offset */
    static DeadLetter ofRecord(String position, String reason, byte @Nullable [] value, Instant at) {
        byte[] payload = value == null ? new byte[0] : Arrays.copyOf(value, Math.min(value.length, MAX_PAYLOAD_BYTES));
        return new DeadLetter(VERSION, position, Kind.RECORD, null, null, null, reason, 0, at, payload);
    }

    static DeadLetter ofEvent(String consumer, PaymentEvent event, String reason, Instant at) {
        String about = event.payment().id().text() + "_" + event.seq();
        return new DeadLetter(
                VERSION,
                consumer + "/" + about,
                Kind.EVENT,
                event.payment().merchantId(),
                "evt_" + about,
                null,
                reason,
                0,
                at,
                null);
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
