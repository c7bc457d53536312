package io.txswitch.channel.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.channel.sample.SampleGateway.Answer;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.Facts;
import io.txswitch.channel.wallet.LiveCredentials;
import io.txswitch.channel.wallet.Meaning;
import io.txswitch.channel.wallet.Notification;
import io.txswitch.channel.wallet.NotificationReply;
import io.txswitch.channel.wallet.Order;
import io.txswitch.channel.wallet.TakenBack;
import io.txswitch.channel.wallet.WalletKind;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.PayerCodes;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.SharedSecret;
import io.txswitch.core.model.TxHeader;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The sample wallet: codes both ways, confirm, query, close, reverse, refund and refund query. */
public final class SampleChannel implements Channel {
    private static final String PAYMENTS = "/v1/payments";
    private static final String REFUNDS = "/v1/refunds";
    private static final int MAX_SUBJECT = 64;

    private final ChannelConfig config;
    private final InstantSource clock;
    private final SampleGateway gateway;
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
        Answer answer = gateway.post(PAYMENTS, order(payment));
        if (answer.refusal() != null) {
            return meaning(answer).ofCharge(facts(answer));
        }
        String code = answer.text("code_url");
        boolean ours = payment.id().text().equals(answer.text("order_no"));
        return code == null || !ours
                ? HostAnswer.of(Result.UNKNOWN, facts(answer))
                : HostAnswer.of(Result.PENDING, Facts.shown(answer.text("state"), code));
    }

    private static boolean payable(Money money) {
        return money.currency().equals(Yuan.CURRENCY) && money.amountMinor() > 0;
    }

    private ObjectNode order(TxHeader payment) {
        return amount(payment.money())
                .put("order_no", payment.id().text())
                .put("subject", Order.subject(payment, MAX_SUBJECT))
                .put("notify_url", config.notifyUrl())
                .put("expires_at", Order.codeEnds(payment, config.limits()).toString());
    }

    private static ObjectNode amount(Money money) {
        return SampleJson.object().put("amount", money.amountMinor()).put("currency", money.currency());
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
                : meaning(answer).ofPayment(facts(answer));
    }

    @Override
    public HostAnswer confirm(HostRequest request, SharedSecret code) {
        ObjectNode body = SampleJson.object().put("confirm_code", code.reveal());
        Answer answer = gateway.post(path(request) + "/confirm", body);
        if (answer.refusal() == null) {
            return seen(request, answer);
        }
        // A wrong code may be tried again; whether it was the last try, only the payment's state tells.
        return meaning(answer).result() == Result.DECLINED
                ? query(request)
                : meaning(answer).ofQuestion(facts(answer));
    }

    @Override
    public HostAnswer query(HostRequest request) {
        Answer answer = gateway.get(path(request));
        return answer.refusal() == null
                ? seen(request, answer)
                : meaning(answer).ofQuestion(facts(answer));
    }

    private static String path(HostRequest request) {
        return PAYMENTS + "/" + Channel.paymentNo(request);
    }

    private static HostAnswer seen(HostRequest request, Answer answer) {
        boolean ours = Channel.paymentNo(request).equals(answer.text("order_no"));
        boolean byCode = Channel.payment(request).kind() == Kind.CODE_PAYMENT;
        return ours
                ? SampleStates.payment(answer.body(), byCode)
                : HostAnswer.unknown("the answer is about another order");
    }

    @Override
    public HostAnswer close(HostRequest request) {
        Answer answer = gateway.post(path(request) + "/close", SampleJson.object());
        if (answer.refusal() == null) {
            return seen(request, answer);
        }
        return switch (meaning(answer).result()) {
            case CLOSED -> HostAnswer.of(Result.CLOSED, facts(answer));
            case NOT_FOUND -> {
                boolean dead = Order.codeIsDead(request, config.limits(), clock.instant());
                yield HostAnswer.of(dead ? Result.CLOSED : Result.PENDING, facts(answer));
            }
            default -> query(request);
        };
    }

    @Override
    public HostAnswer takeBack(HostRequest request) {
        Answer answer = gateway.post(path(request) + "/reverse", SampleJson.object());
        if (answer.refusal() != null) {
            HostAnswer refused = meaning(answer).ofTakingBack(facts(answer));
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
        ObjectNode refund = amount(money)
                .put("refund_no", refundNo(request))
                .put("order_no", Channel.paymentNo(request))
                .put("notify_url", config.notifyUrl());
        Answer answer = gateway.post(REFUNDS, refund);
        return answer.refusal() == null
                ? refundSeen(request, answer)
                : meaning(answer).ofRefund(facts(answer));
    }

    @Override
    public HostAnswer queryRefund(HostRequest request) {
        Answer answer = gateway.get(REFUNDS + "/" + refundNo(request));
        return answer.refusal() == null
                ? refundSeen(request, answer)
                : meaning(answer).ofQuestion(facts(answer));
    }

    private static String refundNo(HostRequest request) {
        return request.header().id().text();
    }

    private static HostAnswer refundSeen(HostRequest request, Answer answer) {
        boolean ours = refundNo(request).equals(answer.text("refund_no"))
                && Channel.paymentNo(request).equals(answer.text("order_no"));
        return ours ? SampleStates.refund(answer.body()) : HostAnswer.unknown("the answer is about another refund");
    }

    private static Meaning meaning(Answer answer) {
        return answer.refusal() == null ? Meaning.UNKNOWN : SampleCodes.meaning(answer.refusal());
    }

    private static HostFacts facts(Answer answer) {
        return Facts.refusal(answer.refusal(), answer.text("message"));
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
