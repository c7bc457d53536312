package io.txswitch.channel.wallet;

import io.txswitch.channel.bill.BillAnswer;
import io.txswitch.channel.bill.BillLine;
import io.txswitch.channel.bill.BillType;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.SharedSecret;
import io.txswitch.core.model.TxHeader;
import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.util.function.Consumer;

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
    /** Which wallet this is: what it can do stands in {@link Capabilities}. */
    WalletKind kind();

    /** Makes a code: PENDING with {@code facts.qrCode}; the same request again gives a code for the same order. */
    HostAnswer charge(HostRequest request);

    /**
     * APPROVED with money, PENDING, NOT_FOUND (not scanned yet), CLOSED or UNKNOWN; a decline only for a payment by the
     * payer's code, which nobody can try again.
     */
    HostAnswer query(HostRequest request);

    /** CLOSED when it can never be paid any more, APPROVED when the payer was faster, PENDING or UNKNOWN. */
    HostAnswer close(HostRequest request);

    /**
     * Takes the money by the code the payer shows: APPROVED with money, PENDING while the payer is asked for his
     * password, DECLINED, CLOSED or UNKNOWN.
     *
     * @param payerCode as scanned; it goes to the wallet and nowhere else
     */
    HostAnswer payByCode(HostRequest request, PayerCode payerCode);

    /**
     * The payer's second step, where the wallet wants one: APPROVED with money, PENDING when the code was wrong and may
     * be tried again, DECLINED, CLOSED or UNKNOWN.
     *
     * @param code what the wallet sent the payer; it goes to the wallet and nowhere else
     */
    default HostAnswer confirm(HostRequest request, SharedSecret code) {
        return Capabilities.refused(kind(), Feature.CONFIRM);
    }

    /**
     * Takes a payment by the payer's code back, whatever became of it: REVERSED, NOT_FOUND, APPROVED when it is paid
     * and the wallet no longer takes it back (then a refund has to), PENDING when it is too early, or UNKNOWN.
     */
    HostAnswer takeBack(HostRequest request);

    /** Gives money back, once per refund number: APPROVED, PENDING, DECLINED or UNKNOWN. */
    HostAnswer refund(HostRequest request);

    /** APPROVED with money, PENDING, NOT_FOUND (the wallet never took it), DECLINED or UNKNOWN. */
    HostAnswer queryRefund(HostRequest request);

    /**
     * Sends money to a payer's wallet, once per number: APPROVED, PENDING (also while the payee has to agree),
     * DECLINED, CLOSED or UNKNOWN; UNKNOWN is asked about or repeated under the same number, never taken for a failure.
     */
    default HostAnswer transfer(Transfer transfer) {
        return Capabilities.refused(kind(), Feature.TRANSFER);
    }

    /** APPROVED with money, PENDING, NOT_FOUND, DECLINED, CLOSED or UNKNOWN. */
    default HostAnswer queryTransfer(String no) {
        return Capabilities.refused(kind(), Feature.TRANSFER_QUERY);
    }

    /**
     * Begins an agreement: PENDING with {@code facts.qrCode}, the place where the payer signs; the same request again
     * gives one for the same agreement. Its number towards the wallet is {@code header.id().text()}.
     */
    default HostAnswer sign(HostRequest request) {
        return Capabilities.refused(kind(), Feature.AGREEMENT);
    }

    /**
     * APPROVED (signed) with {@code facts.channelNo}, the wallet's number of it, PENDING or NOT_FOUND (not signed yet),
     * CLOSED (ended, or never to be signed any more) or UNKNOWN.
     */
    default HostAnswer querySigned(HostRequest request) {
        return Capabilities.refused(kind(), Feature.AGREEMENT);
    }

    /** Ends an agreement, signed or not: REVERSED, also when it had ended before, NOT_FOUND or UNKNOWN. */
    default HostAnswer unsign(HostRequest request) {
        return Capabilities.refused(kind(), Feature.AGREEMENT);
    }

    /**
     * Takes money by the agreement that {@code request.originalFacts().channelNo()} names: APPROVED with money,
     * PENDING, DECLINED or UNKNOWN; queried, closed and given back like any payment.
     */
    default HostAnswer deduct(HostRequest request) {
        return Capabilities.refused(kind(), Feature.DEDUCT);
    }

    /**
     * Hands parts of the original payment on, once per number: APPROVED with money, PENDING, DECLINED or UNKNOWN;
     * receivers in {@code header.terms().receivers()}.
     */
    default HostAnswer share(HostRequest request) {
        return Capabilities.refused(kind(), Feature.PROFIT_SHARING);
    }

    /** APPROVED with money, PENDING, NOT_FOUND (the wallet never took it), DECLINED or UNKNOWN. */
    default HostAnswer queryShare(HostRequest request) {
        return Capabilities.refused(kind(), Feature.SHARE_QUERY);
    }

    /**
     * Reads the wallet's bill of a day, line by line; throws {@code BillException} when it cannot be believed.
     *
     * @param day in Beijing, one that has ended
     * @param lines provisional until this returns
     */
    default BillAnswer bill(BillType type, LocalDate day, Consumer<BillLine> lines) {
        return new BillAnswer.Refused(Capabilities.refused(kind(), Feature.of(type)));
    }

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

    /** The payment a request is about: the original of what follows a payment, else the transaction itself. */
    static TxHeader payment(HostRequest request) {
        TxHeader original = request.originalHeader();
        return original == null || request.header().kind() == Kind.DEDUCTION ? request.header() : original;
    }

    /** How payer and wallet meet: the merchant's code where nobody said otherwise. */
    static PayMode mode(HostRequest request) {
        TxHeader payment = payment(request);
        if (payment.kind() == Kind.CODE_PAYMENT) {
            return PayMode.PAYER_CODE;
        }
        if (payment.kind() == Kind.DEDUCTION) {
            return PayMode.DEDUCT;
        }
        if (payment.kind() == Kind.AGREEMENT) {
            return PayMode.AGREEMENT;
        }
        return payment.checkout() == null
                ? PayMode.MERCHANT_CODE
                : payment.checkout().mode();
    }
}
