package io.txswitch.channel.wechat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.model.Transaction.TradeStateEnum;
import com.wechat.pay.java.service.payments.nativepay.model.Amount;
import com.wechat.pay.java.service.payments.nativepay.model.CloseOrderRequest;
import com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest;
import com.wechat.pay.java.service.payments.nativepay.model.PrepayResponse;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByOutTradeNoRequest;
import com.wechat.pay.java.service.payments.nativepay.model.SettleInfo;
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
import io.txswitch.core.model.Kind;
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

/** WeChat Pay: orders by a code, their query and close; everything else in classes of its own. */
public final class WeChatChannel implements Channel {
    static final int MAX_SUBJECT = 127;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private final ChannelConfig config;
    private final InstantSource clock;
    private final WeChatApi api;
    private final WeChatCodePayments codes;
    private final WeChatCheckouts checkouts;
    private final WeChatRefunds refunds;
    private final WeChatTransfers transfers;
    private final WeChatShares shares;
    private final WeChatBills bills;
    private final WeChatNotifications notifications;

    public WeChatChannel(ChannelConfig config, LiveCredentials<Credentials.WeChat> keys, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.api = new WeChatApi(config, keys, clock);
        this.codes = new WeChatCodePayments(config, api, clock);
        this.checkouts = new WeChatCheckouts(config, api, clock);
        this.refunds = new WeChatRefunds(config, api);
        this.transfers = new WeChatTransfers(config, api);
        this.shares = new WeChatShares(config, api);
        this.bills = new WeChatBills(api);
        this.notifications = new WeChatNotifications(config, api.trust(), clock);
    }

    @Override
    public WalletKind kind() {
        return WalletKind.WECHAT;
    }

    @Override
    public HostAnswer charge(HostRequest request) {
        TxHeader payment = request.header();
        if (!payable(payment.money())) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount WeChat Pay takes"));
        }
        if (Channel.mode(request) != PayMode.MERCHANT_CODE) {
            return checkouts.begin(request);
        }
        WeChatApi.Answer<PrepayResponse> answer = api.ask(() -> api.payments().prepay(order(payment)));
        if (answer.refusal() != null) {
            return meaning(answer.refusal()).ofCharge(facts(answer.refusal()));
        }
        String qrCode = answer.value() == null ? null : answer.value().getCodeUrl();
        return qrCode == null
                ? HostAnswer.unknown("an answer without a code")
                : HostAnswer.of(Result.PENDING, new HostFacts(null, null, null, null, qrCode, null, null));
    }

    /** The SDK counts fen as int. */
    static boolean payable(Money money) {
        return money.currency().equals(Yuan.CURRENCY)
                && money.amountMinor() > 0
                && money.amountMinor() <= Integer.MAX_VALUE;
    }

    private PrepayRequest order(TxHeader payment) {
        Amount amount = new Amount();
        amount.setTotal(Math.toIntExact(payment.money().amountMinor()));
        amount.setCurrency(Yuan.CURRENCY);
        PrepayRequest order = new PrepayRequest();
        order.setAppid(config.appId());
        order.setMchid(config.merchantNo());
        order.setDescription(Order.subject(payment, MAX_SUBJECT));
        order.setOutTradeNo(payment.id().text());
        order.setTimeExpire(expires(payment, config));
        order.setNotifyUrl(config.notifyUrl());
        order.setAmount(amount);
        if (config.sharesProfit()) {
            SettleInfo settle = new SettleInfo();
            settle.setProfitSharing(true);
            order.setSettleInfo(settle);
        }
        return order;
    }

    static String expires(TxHeader payment, ChannelConfig config) {
        return TIME.format(Order.codeEnds(payment, config.limits()).atOffset(Order.BEIJING));
    }

    @Override
    public HostAnswer query(HostRequest request) {
        QueryOrderByOutTradeNoRequest question = new QueryOrderByOutTradeNoRequest();
        question.setMchid(config.merchantNo());
        question.setOutTradeNo(Channel.paymentNo(request));
        WeChatApi.Answer<Transaction> answer = api.ask(() -> api.payments().queryOrderByOutTradeNo(question));
        if (answer.refusal() != null) {
            return meaning(answer.refusal()).ofQuestion(facts(answer.refusal()));
        }
        return found(request, answer.value());
    }

    /** What a transaction object says of the payment that was asked about. */
    static HostAnswer found(HostRequest request, @Nullable Transaction found) {
        if (found == null || !Channel.paymentNo(request).equals(found.getOutTradeNo())) {
            return HostAnswer.unknown("the answer is about another order");
        }
        HostFacts facts = new HostFacts(
                name(found.getTradeState()),
                null,
                found.getTransactionId(),
                null,
                null,
                found.getPayer() == null ? null : found.getPayer().getOpenid(),
                null);
        Money money =
                found.getAmount() == null ? null : Yuan.fen(found.getAmount().getTotal());
        boolean failed = found.getTradeState() == TradeStateEnum.PAYERROR
                && Channel.payment(request).kind() == Kind.CODE_PAYMENT;
        return failed
                ? HostAnswer.declined(Reason.PAYER_PROBLEM, facts)
                : state(name(found.getTradeState()), facts, money);
    }

    /** The one reading of {@code trade_state}, for queries and notifications. */
    static HostAnswer state(@Nullable String tradeState, HostFacts facts, @Nullable Money money) {
        return switch (String.valueOf(tradeState)) {
            case "SUCCESS", "REFUND" ->
                money == null
                        ? HostAnswer.of(Result.UNKNOWN, facts)
                        : new HostAnswer(Result.APPROVED, facts, null, money, null);
            case "NOTPAY", "USERPAYING", "ACCEPT", "PAYERROR" -> HostAnswer.of(Result.PENDING, facts);
            case "CLOSED", "REVOKED" -> HostAnswer.of(Result.CLOSED, facts);
            default -> HostAnswer.of(Result.UNKNOWN, facts);
        };
    }

    @Override
    public HostAnswer close(HostRequest request) {
        CloseOrderRequest order = new CloseOrderRequest();
        order.setMchid(config.merchantNo());
        order.setOutTradeNo(Channel.paymentNo(request));
        WeChatApi.Answer<Boolean> answer = api.ask(() -> {
            api.payments().closeOrder(order);
            return true;
        });
        ServiceException refusal = answer.refusal();
        if (refusal == null) {
            return HostAnswer.of(Result.CLOSED, HostFacts.NONE);
        }
        return switch (meaning(refusal).result()) {
            case CLOSED -> HostAnswer.of(Result.CLOSED, facts(refusal));
            case NOT_FOUND -> {
                boolean dead = Order.codeIsDead(request, config.limits(), clock.instant());
                yield HostAnswer.of(dead ? Result.CLOSED : Result.PENDING, facts(refusal));
            }
            default -> query(request);
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
        return refunds.refund(request);
    }

    @Override
    public HostAnswer queryRefund(HostRequest request) {
        return refunds.query(request);
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    static Meaning meaning(ServiceException refusal) {
        return WeChatCodes.meaning(refusal.getErrorCode());
    }

    /** The mark of an order whose money waits to be shared; nothing on others. */
    static void mark(ObjectNode order, ChannelConfig config) {
        if (config.sharesProfit()) {
            order.putObject("settle_info").put("profit_sharing", true);
        }
    }

    static HostFacts facts(ServiceException refusal) {
        String code = refusal.getErrorCode() == null ? "HTTP " + refusal.getHttpStatusCode() : refusal.getErrorCode();
        return new HostFacts(code, null, null, null, null, null, refusal.getErrorMessage());
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
        return switch (outcome) {
            case TAKEN -> new NotificationReply(204, "", "");
            case FORGED -> failure(401, "the signature does not fit");
            case MISMATCH -> failure(409, "it contradicts the order");
            case UNKNOWN_PAYMENT -> failure(404, "no such order");
            case TRY_AGAIN -> failure(503, "try again");
        };
    }

    private static NotificationReply failure(int status, String message) {
        return new NotificationReply(status, "application/json", "{\"code\":\"FAIL\",\"message\":\"" + message + "\"}");
    }

    @Override
    public void close() {
        api.close();
    }
}
