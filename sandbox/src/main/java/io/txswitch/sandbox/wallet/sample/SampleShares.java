package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.WalletShares;
import io.txswitch.sandbox.wallet.WalletShares.Outcome;
import io.txswitch.sandbox.wallet.WalletShares.Part;
import io.txswitch.sandbox.wallet.WalletShares.Share;
import io.txswitch.sandbox.wallet.WalletShares.State;
import io.txswitch.sandbox.wallet.sample.SampleAnswer.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Profit sharing: accepted once per number, ended after the payer's delay, then told. */
final class SampleShares {
    private static final Pattern SHARE_NO = Pattern.compile("[0-9A-Za-z]{8,40}");
    private static final Set<String> TYPES = Set.of("merchant", "person");
    private static final int MAX_RECEIVERS = 50;

    private final Vertx vertx;
    private final SampleOptions options;
    private final Desk desk;
    private final WalletShares shares;
    private final SampleNotices notices;

    SampleShares(Vertx vertx, SampleOptions options, Desk desk, WalletShares shares, SampleNotices notices) {
        this.vertx = vertx;
        this.options = options;
        this.desk = desk;
        this.shares = shares;
        this.notices = notices;
    }

    SampleAnswer share(JsonObject request) {
        String no = Fields.text(request, "share_no");
        String notifyUrl = Fields.text(request, "notify_url");
        List<Part> parts = parts(request);
        if (!SHARE_NO.matcher(no).matches() || parts.isEmpty() || !NoticeSender.usable(notifyUrl)) {
            return Refusal.PARAMETER.answer();
        }
        Optional<Order> order = desk.ledger().find(options.merchantNo(), Fields.text(request, "order_no"));
        if (order.isEmpty()) {
            return Refusal.ORDER_NOT_FOUND.answer();
        }
        return switch (shares.share(no, order.get(), parts)) {
            case Outcome.Taken taken -> {
                if (taken.isNew()) {
                    vertx.setTimer(
                            WalletShares.delayMs(taken.share(), options.payer()),
                            timer -> notices.shared(shares.finish(taken.share(), part -> true), notifyUrl));
                }
                yield SampleAnswer.ok(SampleView.share(taken.share()));
            }
            case Outcome.Different different -> Refusal.ORDER_USED.answer();
            case Outcome.NotPaid notPaid -> Refusal.NOT_SHARABLE.answer();
            case Outcome.TooMuch tooMuch -> Refusal.SHARE_TOO_LARGE.answer();
            case Outcome.NoMoney noMoney -> Refusal.MERCHANT_BALANCE.answer();
            case Outcome.Full full -> Refusal.BUSY.answer();
        };
    }

    /** Empty when any of them is malformed. */
    private static List<Part> parts(JsonObject request) {
        if (!(request.getValue("receivers") instanceof JsonArray receivers) || receivers.size() > MAX_RECEIVERS) {
            return List.of();
        }
        List<Part> parts = receivers.stream()
                .filter(JsonObject.class::isInstance)
                .map(each -> part((JsonObject) each))
                .filter(part -> TYPES.contains(part.type()) && !part.account().isEmpty() && part.amountMinor() > 0)
                .toList();
        return parts.size() == receivers.size() ? parts : List.of();
    }

    private static Part part(JsonObject receiver) {
        return new Part(
                Fields.text(receiver, "type"),
                Fields.text(receiver, "account"),
                Fields.integer(receiver, "amount"),
                State.UNDER_WAY);
    }

    SampleAnswer query(String no) {
        return shares.find(no)
                .map((Share share) -> SampleAnswer.ok(SampleView.share(share)))
                .orElseGet(Refusal.SHARE_NOT_FOUND::answer);
    }
}
