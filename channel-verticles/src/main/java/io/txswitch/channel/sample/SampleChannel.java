package io.txswitch.channel.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.channel.bill.BillAnswer;
import io.txswitch.channel.bill.BillLine;
import io.txswitch.channel.bill.BillType;
import io.txswitch.channel.sample.SampleGateway.Answer;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Checkouts;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.Facts;
import io.txswitch.channel.wallet.LiveCredentials;
import io.txswitch.channel.wallet.Notification;
import io.txswitch.channel.wallet.NotificationReply;
import io.txswitch.channel.wallet.Order;
import io.txswitch.channel.wallet.TakenBack;
import io.txswitch.channel.wallet.Transfer;
import io.txswitch.channel.wallet.WalletKind;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.PayerCodes;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.SharedSecret;
import io.txswitch.core.model.TxHeader;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The sample wallet: payments and refunds here, what not every wallet has in classes of their own. */
public final class SampleChannel implements Channel {
    private static final String PAYMENTS = "/v1/payments";
    private static final String REFUNDS = "/v1/refunds";
    private static final int MAX_SUBJECT = 64;

    private final ChannelConfig config;
    private final InstantSource clock;
    private final SampleGateway gateway;
    private final SampleAgreements agreements;
    private final SampleTransfers transfers;
    private final SampleShares shares;
    private final SampleBills bills;
    private final SampleNotifications notifications;

    public SampleChannel(
            ChannelConfig config,
            LiveCredentials<Credentials.Sample> keys,
            InstantSource clock,
            RandomGenerator random) {
        this.config = config;
        this.clock = clock;
        SampleSignature signature = new SampleSignature(keys);
        this.gateway = new SampleGateway(config, signature, clock, random);
        this.agreements = new SampleAgreements(config, gateway);
        this.transfers = new SampleTransfers(config, gateway);
        this.shares = new SampleShares(config, gateway);
        this.bills = new SampleBills(gateway);
        this.notifications = new SampleNotifications(config, signature, clock);
    }

    @Override
    public WalletKind kind() {
        return WalletKind.SAMPLE;
    }

    @Override
    public HostAnswer charge(HostRequest request) {
        TxHeader payment = request.header();
        if (!payable(payment.money())) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount this wallet takes"));
        }
        PayMode mode = Channel.mode(request);
        if ((mode == PayMode.JSAPI || mode == PayMode.MINI_PROGRAM) && Checkouts.payerId(payment) == null) {
            return Checkouts.incomplete("the payer's id");
        }
        Answer answer = gateway.post(PAYMENTS, SampleWays.opened(order(payment), payment, mode));
        if (answer.refusal() != null) {
            return answer.meaning().ofCharge(answer.facts());
        }
        String place = answer.text("code_url");
        boolean ours = payment.id().text().equals(answer.text("order_no"));
        return place == null || !ours
                ? HostAnswer.of(Result.UNKNOWN, answer.facts())
                : HostAnswer.of(
                        Result.PENDING, Facts.shown(answer.text("state"), SampleWays.open(place, payment, mode)));
    }

    private static boolean payable(Money money) {
        return money.currency().equals(Yuan.CURRENCY) && money.amountMinor() > 0;
    }

    private ObjectNode order(TxHeader payment) {
        return SampleJson.amount(payment.money())
                .put("order_no", payment.id().text())
                .put("subject", Order.subject(payment, MAX_SUBJECT))
                .put("notify_url", config.notifyUrl())
                .put("expires_at", Order.codeEnds(payment, config.limits()).toString());
    }

    @Override
    public HostAnswer payByCode(HostRequest request, PayerCode payerCode) {
        if (!payable(request.header().money())) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount this wallet takes"));
        }
        if (PayerCodes.walletOf(payerCode.digits()) != PayerCodes.Wallet.SAMPLE) {
            return HostAnswer.declined(Reason.PAYER_PROBLEM, HostFacts.detail("not a code of this wallet's"));
        }
        Answer answer = gateway.post(PAYMENTS, order(request.header()).put("auth_code", payerCode.digits()));
        return answer.refusal() == null
                ? seen(request, answer)
                : answer.meaning().ofPayment(answer.facts());
    }

    @Override
    public HostAnswer confirm(HostRequest request, SharedSecret code) {
        ObjectNode body = SampleJson.object().put("confirm_code", code.reveal());
        Answer answer = gateway.post(path(request) + "/confirm", body);
        if (answer.refusal() == null) {
            return seen(request, answer);
        }
        // A wrong code may be tried again; whether it was the last try, only the payment's state tells.
        return answer.meaning().result() == Result.DECLINED
                ? query(request)
                : answer.meaning().ofQuestion(answer.facts());
    }

    @Override
    public HostAnswer query(HostRequest request) {
        Answer answer = gateway.get(path(request));
        return answer.refusal() == null
                ? seen(request, answer)
                : answer.meaning().ofQuestion(answer.facts());
    }

    private static String path(HostRequest request) {
        return PAYMENTS + "/" + Channel.paymentNo(request);
    }

    private static HostAnswer seen(HostRequest request, Answer answer) {
        boolean ours = Channel.paymentNo(request).equals(answer.text("order_no"));
        boolean once = Channel.payment(request).kind() == Kind.CODE_PAYMENT;
        return ours
                ? SampleStates.payment(answer.body(), once)
                : HostAnswer.unknown("the answer is about another order");
    }

    @Override
    public HostAnswer close(HostRequest request) {
        Answer answer = gateway.post(path(request) + "/close", SampleJson.object());
        if (answer.refusal() == null) {
            return seen(request, answer);
        }
        return switch (answer.meaning().result()) {
            case CLOSED -> HostAnswer.of(Result.CLOSED, answer.facts());
            case NOT_FOUND -> {
                boolean dead = Order.codeIsDead(request, config.limits(), clock.instant());
                yield HostAnswer.of(dead ? Result.CLOSED : Result.PENDING, answer.facts());
            }
            default -> query(request);
        };
    }

    @Override
    public HostAnswer takeBack(HostRequest request) {
        Answer answer = gateway.post(path(request) + "/reverse", SampleJson.object());
        if (answer.refusal() != null) {
            HostAnswer refused = answer.meaning().ofTakingBack(answer.facts());
            return refused.result() == Result.CLOSED ? TakenBack.seen(query(request)) : refused;
        }
        return TakenBack.seen(seen(request, answer));
    }

    @Override
    public HostAnswer refund(HostRequest request) {
        Money money = request.header().money();
        if (!payable(money)) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount this wallet takes"));
        }
        ObjectNode refund = SampleJson.amount(money)
                .put("refund_no", refundNo(request))
                .put("order_no", Channel.paymentNo(request))
                .put("notify_url", config.notifyUrl());
        Answer answer = gateway.post(REFUNDS, refund);
        return answer.refusal() == null
                ? refundSeen(request, answer)
                : answer.meaning().ofRefund(answer.facts());
    }

    @Override
    public HostAnswer queryRefund(HostRequest request) {
        Answer answer = gateway.get(REFUNDS + "/" + refundNo(request));
        return answer.refusal() == null
                ? refundSeen(request, answer)
                : answer.meaning().ofQuestion(answer.facts());
    }

    private static String refundNo(HostRequest request) {
        return request.header().id().text();
    }

    private static HostAnswer refundSeen(HostRequest request, Answer answer) {
        boolean ours = refundNo(request).equals(answer.text("refund_no"))
                && Channel.paymentNo(request).equals(answer.text("order_no"));
        return ours ? SampleStates.refund(answer.body()) : HostAnswer.unknown("the answer is about another refund");
    }

    @Override
    public HostAnswer sign(HostRequest request) {
        return agreements.sign(request);
    }

    @Override
    public HostAnswer querySigned(HostRequest request) {
        return agreements.query(request);
    }

    @Override
    public HostAnswer unsign(HostRequest request) {
        return agreements.unsign(request);
    }

    @Override
    public HostAnswer deduct(HostRequest request) {
        if (!payable(request.header().money())) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount this wallet takes"));
        }
        HostFacts agreement = request.originalFacts();
        if (agreement == null || agreement.channelNo() == null) {
            return HostAnswer.declined(Reason.AGREEMENT_NOT_ACTIVE, HostFacts.detail("nobody has signed it"));
        }
        Answer answer = gateway.post(PAYMENTS, order(request.header()).put("contract_id", agreement.channelNo()));
        return answer.refusal() == null
                ? seen(request, answer)
                : answer.meaning().ofPayment(answer.facts());
    }

    @Override
    public HostAnswer transfer(Transfer transfer) {
        return transfers.send(transfer);
    }

    @Override
    public HostAnswer queryTransfer(String no) {
        return transfers.query(no);
    }

    @Override
    public HostAnswer share(HostRequest request) {
        return shares.share(request);
    }

    @Override
    public HostAnswer queryShare(HostRequest request) {
        return shares.query(request);
    }

    @Override
    public BillAnswer bill(BillType type, LocalDate day, Consumer<BillLine> lines) {
        return bills.read(type, day, lines);
    }

    @Override
    public Notification parseNotification(MultiMap headers, byte[] rawBody) {
        return notifications.parse(headers, rawBody);
    }

    @Override
    public NotificationReply reply(NotificationReply.Outcome outcome) {
        int status = switch (outcome) {
            case TAKEN -> 200;
            case FORGED -> 401;
            case MISMATCH -> 409;
            case UNKNOWN_PAYMENT -> 404;
            case TRY_AGAIN -> 503;
        };
        return new NotificationReply(status, "application/json", "{\"outcome\":\"" + outcome + "\"}");
    }

    @Override
    public void close() {
        gateway.close();
    }
}
