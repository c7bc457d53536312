package io.txswitch.notifier;

/**
 * One event that is owed to one endpoint.
 *
 * @param endpointId {@link #SETTINGS} for the address that came with the payment, or stands in the merchant's settings
 * @param url as the merchant gave it; checked at each attempt, and of an endpoint the one that it has by then
 */
public record Delivery(MerchantEvent event, String endpointId, String url) {
    /** No endpoint of the store: the merchant's configured secret signs. */
    public static final String SETTINGS = "";

    /** Where it waits its turn. */
    Lane lane() {
        return new Lane(event.merchantId(), endpointId);
    }

    /** One endpoint of one merchant: what is slow or dead here delays nothing elsewhere. */
    public record Lane(String merchantId, String endpointId) {}
}
