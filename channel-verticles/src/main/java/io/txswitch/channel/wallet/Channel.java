package io.txswitch.channel.wallet;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest;
import io.vertx.core.MultiMap;

/**
 * One wallet, in the few words the switch needs.
 *
 * <p>All but the last two methods block, are called on virtual threads inside an {@link Exchange}, and may throw any
 * {@link RuntimeException}: whoever called then answers NOT_SENT when nothing had left, else UNKNOWN. An implementation
 * is thread-safe, keeps no state of orders, never repeats a call by itself, and maps the wallet's codes by one table.
 *
 * <p>The payment's number towards the wallet is {@link #paymentNo}, a refund's is its own {@code header.id().text()}.
 */
public interface Channel extends AutoCloseable {
    /** Makes a code: PENDING with {@code facts.qrCode}; the same request again gives a code for the same order. */
    HostAnswer charge(HostRequest request);

    /** APPROVED with money, PENDING, NOT_FOUND (not scanned yet), CLOSED or UNKNOWN; never a decline. */
    HostAnswer query(HostRequest request);

    /** CLOSED when it can never be paid any more, APPROVED when the payer was faster, PENDING or UNKNOWN. */
    HostAnswer close(HostRequest request);

    /** Gives money back, once per refund number: APPROVED, PENDING, DECLINED or UNKNOWN. */
    HostAnswer refund(HostRequest request);

    /** APPROVED with money, PENDING, NOT_FOUND (the wallet never took it), DECLINED or UNKNOWN. */
    HostAnswer queryRefund(HostRequest request);

    /**
     * Verifies what came in on the raw bytes, then reads it; does not block and does not throw.
     *
     * @param headers as received, names in any case
     */
    Notification parseNotification(MultiMap headers, byte[] rawBody);

    /** How this wallet is told what became of its notification. */
    NotificationReply reply(NotificationReply.Outcome outcome);

    /** Lets go of idle connections. */
    @Override
    void close();

    /** The number the payment has towards the wallet: that of the original for a refund. */
    static String paymentNo(HostRequest request) {
        return payment(request).id().text();
    }

    /** The payment a request is about: the original of a refund, else the transaction itself. */
    static io.txswitch.core.model.TxHeader payment(HostRequest request) {
        return request.originalHeader() == null ? request.header() : request.originalHeader();
    }
}
