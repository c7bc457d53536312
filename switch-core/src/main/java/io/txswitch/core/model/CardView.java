package io.txswitch.core.model;

/**
 * What may be kept and shown of a card.
 *
 * @param hash keyed hash of the card number, hex (HMAC-SHA256, node master key)
 * @param first6 the issuer identification
 * @param last4 the last four digits
 * @param sealed what a reversal needs, AES-GCM under the node master key, base64
 */
public record CardView(String hash, String first6, String last4, String sealed) {
    public String masked() {
        return first6 + "******" + last4;
    }

    @Override
    public String toString() {
        return masked();
    }
}
