package io.txswitch.channel.alipay;

import com.alipay.api.AlipayResponse;
import com.alipay.api.domain.AlipayTradeCloseModel;
import com.alipay.api.domain.AlipayTradePrecreateModel;
import com.alipay.api.domain.AlipayTradeQueryModel;
import com.alipay.api.request.AlipayTradeCloseRequest;
import com.alipay.api.request.AlipayTradePrecreateRequest;
import com.alipay.api.request.AlipayTradeQueryRequest;
import com.alipay.api.response.AlipayTradePrecreateResponse;
import com.alipay.api.response.AlipayTradeQueryResponse;
import io.txswitch.channel.bill.BillAnswer;
import io.txswitch.channel.bill.BillLine;
import io.txswitch.channel.bill.BillType;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.LiveCredentials;
import io.txswitch.channel.wallet.Meaning;
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
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Alipay: one part per kind of business; precreate, query and close of alipay.trade are here. */
public final class AlipayChannel implements Channel {
    /** Alipay's largest amount, fen: 100,000,000 yuan. */
    private static final long MAX_AMOUNT_MINOR = 10_000_000_000L;

    static final int MAX_SUBJECT = 256;
    private static final int SECONDS_PER_MINUTE = 60;
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final ChannelConfig config;
    private final InstantSource clock;
    private final AlipayGateway gateway;
    private final AlipayCodePayments codes;
    private final AlipayCheckouts checkouts;
    private final AlipayRefunds refunds;
    private final AlipayTransfers transfers;
    private final AlipayAgreements agreements;
    private final AlipayDeductions deductions;
    private final AlipayShares shares;
    private final AlipayBills bills;
    private final AlipayNotifications notifications;

    public AlipayChannel(ChannelConfig config, LiveCredentials<Credentials.Alipay> keys, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        AlipayTrust trust = new AlipayTrust(keys);
        this.gateway = new AlipayGateway(config, keys.signing(), trust);
        this.codes = new AlipayCodePayments(config, gateway);
        this.agreements = new AlipayAgreements(config, clock, gateway);
        this.checkouts = new AlipayCheckouts(config, gateway, agreements);
        this.refunds = new AlipayRefunds(gateway);
        this.transfers = new AlipayTransfers(gateway);
        this.deductions = new AlipayDeductions(config, gateway);
        this.shares = new AlipayShares(gateway);
        this.bills = new AlipayBills(config, gateway);
        this.notifications = new AlipayNotifications(config, trust);
    }

    @Override
    public WalletKind kind() {
        return WalletKind.ALIPAY;
    }

    @Override
    public HostAnswer charge(HostRequest request) {
        TxHeader payment = request.header();
        if (!payable(payment.money())) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount Alipay takes"));
        }
        if (Channel.mode(request) != PayMode.MERCHANT_CODE || AlipayCheckouts.signs(payment)) {
            return checkouts.begin(request);
        }
        AlipayTradePrecreateRequest call = new AlipayTradePrecreateRequest();
        call.setNotifyUrl(config.notifyUrl());
        call.setBizModel(order(payment));
        AlipayTradePrecreateResponse answer = gateway.execute(call);
        if (!done(answer)) {
            return meaning(answer).ofCharge(facts(answer));
        }
        if (answer.getQrCode() == null || !payment.id().text().equals(answer.getOutTradeNo())) {
            return HostAnswer.of(Result.UNKNOWN, facts(answer));
        }
        return HostAnswer.of(
                Result.PENDING, new HostFacts(answer.getCode(), null, null, null, answer.getQrCode(), null, null));
    }

    static boolean payable(Money money) {
        return money.currency().equals(Yuan.CURRENCY)
                && money.amountMinor() > 0
                && money.amountMinor() <= MAX_AMOUNT_MINOR;
    }

    private AlipayTradePrecreateModel order(TxHeader payment) {
        // Rounded up: Alipay counts these in minutes. The absolute time is the one that wins.
        int minutes = (config.limits().codeExpirySeconds() + SECONDS_PER_MINUTE - 1) / SECONDS_PER_MINUTE;
        AlipayTradePrecreateModel order = new AlipayTradePrecreateModel();
        order.setOutTradeNo(payment.id().text());
        order.setTotalAmount(Yuan.text(payment.money()));
        order.setSubject(Order.subject(payment, MAX_SUBJECT));
        order.setTimeExpire(TIME.format(Order.codeEnds(payment, config.limits()).atOffset(Order.BEIJING)));
        order.setTimeoutExpress(minutes + "m");
        order.setQrCodeTimeoutExpress(minutes + "m");
        return order;
    }

    @Override
    public HostAnswer query(HostRequest request) {
        AlipayTradeQueryModel question = new AlipayTradeQueryModel();
        question.setOutTradeNo(Channel.paymentNo(request));
        AlipayTradeQueryRequest call = new AlipayTradeQueryRequest();
        call.setBizModel(question);
        AlipayTradeQueryResponse answer = gateway.execute(call);
        if (!done(answer)) {
            return meaning(answer).ofQuestion(facts(answer));
        }
        HostFacts facts = new HostFacts(
                answer.getTradeStatus(), null, answer.getTradeNo(), null, null, answer.getBuyerUserId(), null);
        if (!Channel.paymentNo(request).equals(answer.getOutTradeNo())) {
            return HostAnswer.unknown("the answer is about another trade");
        }
        return status(answer.getTradeStatus(), facts, Yuan.parse(answer.getTotalAmount()));
    }

    /** The one reading of {@code trade_status}, for queries and notifications. */
    static HostAnswer status(@Nullable String tradeStatus, HostFacts facts, @Nullable Money money) {
        return switch (String.valueOf(tradeStatus)) {
            case "WAIT_BUYER_PAY" -> HostAnswer.of(Result.PENDING, facts);
            case "TRADE_CLOSED" -> HostAnswer.of(Result.CLOSED, facts);
            case "TRADE_SUCCESS", "TRADE_FINISHED" ->
                money == null
                        ? HostAnswer.of(Result.UNKNOWN, facts)
                        : new HostAnswer(Result.APPROVED, facts, null, money, null);
            default -> HostAnswer.of(Result.UNKNOWN, facts);
        };
    }

    @Override
    public HostAnswer close(HostRequest request) {
        AlipayTradeCloseModel order = new AlipayTradeCloseModel();
        order.setOutTradeNo(Channel.paymentNo(request));
        AlipayTradeCloseRequest call = new AlipayTradeCloseRequest();
        call.setBizModel(order);
        AlipayResponse answer = gateway.execute(call);
        String subCode = String.valueOf(answer.getSubCode());
        if (done(answer) || subCode.equals(AlipayCodes.TRADE_HAS_CLOSE)) {
            return HostAnswer.of(Result.CLOSED, facts(answer));
        }
        if (subCode.equals(AlipayCodes.TRADE_NOT_EXIST)) {
            boolean dead = Order.codeIsDead(request, config.limits(), clock.instant());
            return HostAnswer.of(dead ? Result.CLOSED : Result.PENDING, facts(answer));
        }
        return query(request);
    }

    @Override
    public HostAnswer payByCode(HostRequest request, PayerCode payerCode) {
        return codes.pay(request, payerCode);
    }

    @Override
    public HostAnswer takeBack(HostRequest request) {
        HostAnswer cancelled = codes.cancel(request);
        return cancelled.result() == Result.CLOSED ? TakenBack.seen(query(request)) : cancelled;
    }

    @Override
    public HostAnswer refund(HostRequest request) {
        return refunds.refund(request);
    }

    @Override
    public HostAnswer queryRefund(HostRequest request) {
        return refunds.query(request);
    }

    static boolean done(AlipayResponse answer) {
        return AlipayCodes.DONE.equals(answer.getCode());
    }

    static Meaning meaning(AlipayResponse answer) {
        return AlipayCodes.meaning(answer.getCode(), answer.getSubCode());
    }

    static HostFacts facts(AlipayResponse answer) {
        String code = answer.getSubCode() == null ? answer.getCode() : answer.getSubCode();
        return new HostFacts(code, null, null, null, null, null, answer.getSubMsg());
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
        return deductions.take(request);
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
        return notifications.parse(rawBody);
    }

    @Override
    public NotificationReply reply(NotificationReply.Outcome outcome) {
        boolean taken = outcome == NotificationReply.Outcome.TAKEN;
        return new NotificationReply(200, "text/plain", taken ? "success" : "failure");
    }

    @Override
    public void close() {
        bills.close();
        gateway.close();
    }
}
