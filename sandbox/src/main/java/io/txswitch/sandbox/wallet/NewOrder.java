package io.txswitch.sandbox.wallet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant asked for when it had a code made or scanned a payer's.
 *
 * @param outTradeNo the merchant's number, unique per merchant
 * @param appId the application that asked
 * @param mchId the merchant account the money goes to (Alipay: seller id)
 * @param amountMinor fen, positive
 * @param notifyUrl where notifications go; empty for none
 * @param byPayerCode true when the merchant scanned the payer's code, false when the payer scans the merchant's
 * @param payUntil nobody can pay afterwards; null when the order does not end by itself
 * @param mode how it was asked for, in the wallet's own word; empty where the wallet shows none
 */
public record NewOrder(
        String outTradeNo,
        String appId,
        String mchId,
        long amountMinor,
        String subject,
        String notifyUrl,
        boolean byPayerCode,
        @Nullable Instant payUntil,
        String mode) {
    public NewOrder {
        if (amountMinor <= 0) {
            throw new IllegalArgumentException("an order's amount must be positive");
        }
    }

    public NewOrder(
            String outTradeNo,
            String appId,
            String mchId,
            long amountMinor,
            String subject,
            String notifyUrl,
            boolean byPayerCode,
            @Nullable Instant payUntil) {
        this(outTradeNo, appId, mchId, amountMinor, subject, notifyUrl, byPayerCode, payUntil, "");
    }

    /** The same, asked for in another way. */
    public NewOrder by(String newMode) {
        return new NewOrder(outTradeNo, appId, mchId, amountMinor, subject, notifyUrl, byPayerCode, payUntil, newMode);
    }

    /** An order whose code the merchant shows, and which does not end by itself. */
    public static NewOrder shown(
            String outTradeNo, String appId, String mchId, long amountMinor, String subject, String notifyUrl) {
        return new NewOrder(outTradeNo, appId, mchId, amountMinor, subject, notifyUrl, false, null);
    }

    /** The same order asked for again; the notify address may differ, as it does between the nodes of a cluster. */
    public boolean sameRequest(NewOrder other) {
        return outTradeNo.equals(other.outTradeNo)
                && appId.equals(other.appId)
                && mchId.equals(other.mchId)
                && amountMinor == other.amountMinor
                && byPayerCode == other.byPayerCode
                && mode.equals(other.mode)
                && subject.equals(other.subject);
    }
}
