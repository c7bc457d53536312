package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.NewOrder;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.WalletLedger.Created;
import io.txswitch.sandbox.wallet.sample.SampleAnswer.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Codes both ways, their second step, query, close and reverse. */
final class SamplePayments {
    private static final Pattern ORDER_NO = Pattern.compile("[0-9A-Za-z]{8,40}");
    private static final int MAX_SUBJECT_CHARS = 64;
    private static final String DEDUCT = "deduct";
    private static final Set<String> WAYS = Set.of("pay", "jsapi", "h5", "page", "app", "code", DEDUCT);

    private final SampleOptions options;
    private final Desk desk;
    private final SampleConfirmations confirmations;
    private final SampleAgreements agreements;
    private final Supplier<String> origin;

    /** @param origin scheme, host and port of this simulator */
    SamplePayments(
            SampleOptions options,
            Desk desk,
            SampleConfirmations confirmations,
            SampleAgreements agreements,
            Supplier<String> origin) {
        this.options = options;
        this.desk = desk;
        this.confirmations = confirmations;
        this.agreements = agreements;
        this.origin = origin;
    }

    Future<SampleAnswer> create(JsonObject request) {
        Optional<NewOrder> terms = terms(request);
        if (terms.isEmpty()) {
            return refused(Refusal.PARAMETER);
        }
        NewOrder order = terms.get();
        @Nullable Refusal refusal = refusal(request, order);
        if (refusal != null) {
            return refused(refusal);
        }
        Created created = desk.ledger().create(order);
        return switch (created.outcome()) {
            case MADE -> made(Objects.requireNonNull(created.order()));
            case SAME -> Future.succeededFuture(seen(Objects.requireNonNull(created.order())));
            case DIFFERENT -> refused(Refusal.ORDER_USED);
            case ALREADY_PAID -> refused(Refusal.ORDER_PAID);
            case ALREADY_CLOSED -> refused(Refusal.ORDER_CLOSED);
            case FULL -> refused(Refusal.BUSY);
        };
    }

    /** Whoever pays by a code or an agreement must have one; who signs one by paying must be asked to. */
    private @Nullable Refusal refusal(JsonObject request, NewOrder order) {
        if (order.mode().equals(DEDUCT)) {
            return agreements.refusal(Fields.text(request, "contract_id"), order.amountMinor());
        }
        if (order.byPayerCode()) {
            boolean shown = desk.payer().showsCode(Fields.text(request, "auth_code"), order.outTradeNo());
            return shown ? null : Refusal.PAYER_CODE;
        }
        boolean tied = !request.containsKey("agreement")
                || agreements.tie(
                        Fields.object(request, "agreement"),
                        order.outTradeNo(),
                        order.notifyUrl(),
                        Objects.requireNonNull(order.payUntil()));
        return tied ? null : Refusal.AGREEMENT_NOT_FOUND;
    }

    private Optional<NewOrder> terms(JsonObject request) {
        String orderNo = Fields.text(request, "order_no");
        String subject = Fields.text(request, "subject");
        String notifyUrl = Fields.text(request, "notify_url");
        Instant expiresAt = instant(Fields.text(request, "expires_at"));
        long amountMinor = Fields.integer(request, "amount");
        boolean valid = ORDER_NO.matcher(orderNo).matches()
                && amountMinor > 0
                && "CNY".equals(Fields.text(request, "currency"))
                && !subject.isEmpty()
                && subject.length() <= MAX_SUBJECT_CHARS
                && expiresAt != null
                && complete(request)
                && NoticeSender.usable(notifyUrl);
        String way = way(request);
        boolean byPayerCode = way.equals("code") || way.equals(DEDUCT);
        return valid
                ? Optional.of(new NewOrder(
                        orderNo,
                        options.appId(),
                        options.merchantNo(),
                        amountMinor,
                        subject,
                        notifyUrl,
                        byPayerCode,
                        expiresAt,
                        way))
                : Optional.empty();
    }

    private static boolean complete(JsonObject request) {
        String way = way(request);
        boolean payerKnown = !Fields.text(request, "payer_id").isEmpty();
        return WAYS.contains(way) && (payerKnown || !way.equals("jsapi"));
    }

    /** How the payer pays; it follows from what else is there where nobody says it. */
    private static String way(JsonObject request) {
        String way = Fields.text(request, "way");
        if (!way.isEmpty()) {
            return way;
        }
        if (!Fields.text(request, "contract_id").isEmpty()) {
            return DEDUCT;
        }
        return Fields.text(request, "auth_code").isEmpty() ? "pay" : "code";
    }

    static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private Future<SampleAnswer> made(Order order) {
        if (!order.terms().byPayerCode()) {
            return desk.payer().codeMade(order, desk.faults()).map(ready -> seen(order));
        }
        if (SampleConfirmations.wanted(order)) {
            desk.ledger().scan(order);
            confirmations.send(order);
            return Future.succeededFuture(seen(order));
        }
        return desk.payer()
                .codeScanned(order, desk.faults())
                .map(done -> order.declined() ? Refusal.BALANCE.answer() : seen(order));
    }

    Future<SampleAnswer> confirm(String orderNo, JsonObject request) {
        return withOrder(orderNo, order -> {
            if (!confirmations.waits(order)) {
                return Future.succeededFuture(seen(order));
            }
            return switch (confirmations.check(order, Fields.text(request, "confirm_code"))) {
                case RIGHT -> {
                    desk.payer().pay(order);
                    yield Future.succeededFuture(seen(order));
                }
                case WRONG -> refused(Refusal.CONFIRM_CODE);
                case OVER -> {
                    desk.ledger().decline(order);
                    yield Future.succeededFuture(seen(order));
                }
            };
        });
    }

    SampleAnswer query(String orderNo) {
        return desk.ledger()
                .find(options.merchantNo(), orderNo)
                .filter(order -> !desk.faults().takeNotFound())
                .map(this::seen)
                .orElseGet(Refusal.ORDER_NOT_FOUND::answer);
    }

    Future<SampleAnswer> close(String orderNo) {
        return withOrder(orderNo, order -> switch (order.state()) {
            case MADE, SCANNED -> {
                desk.ledger().close(order);
                yield Future.succeededFuture(seen(order));
            }
            case PAID -> refused(Refusal.ORDER_PAID);
            case CLOSED -> refused(Refusal.ORDER_CLOSED);
        });
    }

    /** Only for payments by the payer's code: closes what is open, gives back what is left of what was paid. */
    Future<SampleAnswer> reverse(String orderNo) {
        return withOrder(orderNo, order -> {
            if (!order.terms().byPayerCode() || desk.faults().refusesReversals()) {
                return refused(Refusal.NOT_REVERSIBLE);
            }
            if (!desk.ledger().close(order) && order.refundableMinor() > 0) {
                desk.ledger().refund(order, SampleView.REVERSAL, order.refundableMinor());
            }
            return Future.succeededFuture(seen(order));
        });
    }

    private Future<SampleAnswer> withOrder(String orderNo, Function<Order, Future<SampleAnswer>> action) {
        return desk.ledger()
                .find(options.merchantNo(), orderNo)
                .map(action)
                .orElseGet(() -> refused(Refusal.ORDER_NOT_FOUND));
    }

    private SampleAnswer seen(Order order) {
        return SampleAnswer.ok(SampleView.payment(order, confirmations.waits(order), origin.get()));
    }

    private static Future<SampleAnswer> refused(Refusal refusal) {
        return Future.succeededFuture(refusal.answer());
    }
}
