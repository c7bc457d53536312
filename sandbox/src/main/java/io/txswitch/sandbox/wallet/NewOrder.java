package io.txswitch.sandbox.wallet;

/**
 * What a merchant asked for when it had a code made.
 *
 * @param outTradeNo the merchant's number, unique per merchant
 * @param appId the application that asked
 * @param mchId the merchant account the money goes to (Alipay: seller id)
 * @param amountMinor fen, positive
 * @param notifyUrl where notifications go; empty for none
 */
public record NewOrder(
        String outTradeNo, String appId, String mchId, long amountMinor, String subject, String notifyUrl) {
    public NewOrder {
        if (amountMinor <= 0) {
            throw new IllegalArgumentException("an order's amount must be positive");
        }
    }

    /** The same order asked for again; the notify address may differ, as it does between the nodes of a cluster. */
    public boolean sameRequest(NewOrder other) {
        return outTradeNo.equals(other.outTradeNo)
                && appId.equals(other.appId)
                && mchId.equals(other.mchId)
                && amountMinor == other.amountMinor
                && subject.equals(other.subject);
    }
}
