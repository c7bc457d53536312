package io.txswitch.channel.unionpay;

import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.Facts;
import io.txswitch.channel.wallet.LiveCredentials;
import io.txswitch.channel.wallet.Notification;
import io.txswitch.channel.wallet.NotificationReply;
import io.txswitch.channel.wallet.Order;
import io.txswitch.channel.wallet.TakenBack;
import io.txswitch.channel.wallet.WalletKind;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.Map;

/** UnionPay: MPM codes (01/07), CPM payments (01/06), query, QR reversal (99/01), refund (04) and its query. */
public final class UnionPayChannel implements Channel {
    private static final int MAX_SUBJECT = 32;

    private final ChannelConfig config;
    private final InstantSource clock;
    private final UnionPayGateway gateway;
    private final UnionPayPayments payments;
    private final UnionPayCodePayments codes;
    private final UnionPayNotifications notifications;

    public UnionPayChannel(ChannelConfig config, LiveCredentials<Credentials.UnionPay> keys, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        UnionPaySignature signature = new UnionPaySignature(keys, clock);
        this.gateway = new UnionPayGateway(config, signature);
        this.payments = new UnionPayPayments(gateway);
        this.codes = new UnionPayCodePayments(config, gateway, payments);
        this.notifications = new UnionPayNotifications(config, signature);
    }

    @Override
    public WalletKind kind() {
        return WalletKind.UNIONPAY;
    }

    @Override
    public HostAnswer charge(HostRequest request) {
        TxHeader payment = request.header();
        if (!UnionPayPayments.payable(payment.money())) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount UnionPay takes"));
        }
        Map<String, String> order =
                UnionPayPayments.named("01", "07", payment.id().text(), payment);
        UnionPayPayments.amount(order, payment.money());
        order.put("backUrl", config.notifyUrl());
        order.put("payTimeout", UnionPayGateway.time(Order.codeEnds(payment, config.limits())));
        order.put("orderDesc", Order.subject(payment, MAX_SUBJECT));
        Map<String, String> answer = gateway.ask(UnionPayPayments.TRANSACT, order);
        String code = answer.get("respCode");
        if (!UnionPayCodes.done(code)) {
            HostAnswer refusal = UnionPayCodes.meaning(code).ofPayment(UnionPayPayments.refusal(answer));
            // Under way, and without a code to show: nobody can pay by that.
            return refusal.result() == Result.PENDING ? HostAnswer.of(Result.UNKNOWN, refusal.facts()) : refusal;
        }
        String qrCode = answer.get("qrCode");
        return qrCode == null || qrCode.isEmpty()
                ? HostAnswer.of(Result.UNKNOWN, UnionPayPayments.refusal(answer))
                : HostAnswer.of(Result.PENDING, Facts.shown(code, qrCode));
    }

    @Override
    public HostAnswer query(HostRequest request) {
        TxHeader payment = Channel.payment(request);
        HostAnswer seen = payments.state(payment.id().text(), payment);
        // A merchant's code that a payer was refused by is as good as closed; a payer's code is simply declined.
        return seen.result() == Result.DECLINED && payment.kind() != Kind.CODE_PAYMENT
                ? HostAnswer.of(Result.CLOSED, seen.facts())
                : seen;
    }

    /** There is no close: the code ends by itself, and until then it may still be paid. */
    @Override
    public HostAnswer close(HostRequest request) {
        HostAnswer seen = query(request);
        return switch (seen.result()) {
            case PENDING, NOT_FOUND -> {
                boolean dead = Order.codeIsDead(request, config.limits(), clock.instant());
                yield HostAnswer.of(dead ? Result.CLOSED : Result.PENDING, seen.facts());
            }
            default -> seen;
        };
    }

    @Override
    public HostAnswer payByCode(HostRequest request, PayerCode payerCode) {
        return codes.pay(request, payerCode);
    }

    @Override
    public HostAnswer takeBack(HostRequest request) {
        HostAnswer reversed = codes.reverse(request);
        return reversed.result() == Result.CLOSED ? TakenBack.seen(query(request)) : reversed;
    }

    @Override
    public HostAnswer refund(HostRequest request) {
        if (!UnionPayPayments.payable(request.header().money())) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount UnionPay takes"));
        }
        HostAnswer paid = paid(request);
        String queryId = paid.facts().channelNo();
        if (paid.result() != Result.APPROVED || queryId == null) {
            return paid.result() == Result.NOT_FOUND
                    ? HostAnswer.declined(Reason.ORIGINAL_NOT_FOUND, paid.facts())
                    : HostAnswer.of(Result.UNKNOWN, paid.facts());
        }
        Map<String, String> refund = UnionPayPayments.named("04", "00", refundNo(request), request.header());
        UnionPayPayments.amount(refund, request.header().money());
        refund.put("origQryId", queryId);
        refund.put("backUrl", config.notifyUrl());
        Map<String, String> answer = gateway.ask(UnionPayPayments.TRANSACT, refund);
        String code = String.valueOf(answer.get("respCode"));
        if (UnionPayCodes.done(code) || code.equals(UnionPayCodes.DUPLICATE)) {
            // Accepted now or before, no more: only the question tells whether it went through.
            HostAnswer seen = queryRefund(request);
            return seen.result() == Result.NOT_FOUND ? HostAnswer.of(Result.UNKNOWN, seen.facts()) : seen;
        }
        return UnionPayCodes.meaning(code).ofRefund(UnionPayPayments.refusal(answer));
    }

    /** A refund names its payment by UnionPay's own number: what is known of it, else what a query tells. */
    private HostAnswer paid(HostRequest request) {
        HostFacts known = request.originalHeader() == null ? request.known() : request.originalFacts();
        TxHeader payment = Channel.payment(request);
        return known != null && known.channelNo() != null
                ? HostAnswer.of(Result.APPROVED, known)
                : payments.state(payment.id().text(), payment);
    }

    @Override
    public HostAnswer queryRefund(HostRequest request) {
        return payments.state(refundNo(request), request.header());
    }

    /** A refund has its own number; what a reversal gives back has the payment's, marked as taken back. */
    private static String refundNo(HostRequest request) {
        String no = request.header().id().text();
        return request.originalHeader() == null ? no + UnionPayNotifications.TAKEN_BACK : no;
    }

    @Override
    public Notification parseNotification(MultiMap headers, byte[] rawBody) {
        return notifications.parse(rawBody);
    }

    /** Any 200 acknowledges. */
    @Override
    public NotificationReply reply(NotificationReply.Outcome outcome) {
        return switch (outcome) {
            case TAKEN -> new NotificationReply(200, "text/plain", "ok");
            case FORGED -> new NotificationReply(401, "text/plain", "the signature does not fit");
            case MISMATCH -> new NotificationReply(409, "text/plain", "it contradicts the order");
            case UNKNOWN_PAYMENT -> new NotificationReply(404, "text/plain", "no such order");
            case TRY_AGAIN -> new NotificationReply(503, "text/plain", "try again");
        };
    }

    @Override
    public void close() {
        gateway.close();
    }
}
