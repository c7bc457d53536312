package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.WalletShares;
import io.txswitch.sandbox.wallet.WalletShares.Outcome;
import io.txswitch.sandbox.wallet.WalletShares.Part;
import io.txswitch.sandbox.wallet.WalletShares.Share;
import io.txswitch.sandbox.wallet.WalletShares.State;
import io.txswitch.sandbox.wallet.wechat.WechatAnswer.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Profit sharing: PROCESSING for a while, then FINISHED with a result per receiver, each told on its own. */
final class WechatShares {
    private static final Pattern OUT_ORDER_NO = Pattern.compile("[0-9A-Za-z_\\-|*@]{1,64}");
    private static final Set<String> TYPES = Set.of("MERCHANT_ID", "PERSONAL_OPENID");
    private static final int MAX_RECEIVERS = 50;
    private static final int MAX_DESCRIPTION_CHARS = 80;
    /** A merchant may have this many receivers. */
    private static final int MAX_RELATED = 20_000;

    private final Vertx vertx;
    private final WechatOptions options;
    private final Desk desk;
    private final WalletShares shares;
    private final WechatFrozen frozen;
    private final WechatNotices notices;
    private final Set<String> related = new HashSet<>();

    WechatShares(Vertx vertx, WechatOptions options, Desk desk, WalletShares shares, WechatSharing sharing) {
        this.vertx = vertx;
        this.options = options;
        this.desk = desk;
        this.shares = shares;
        this.frozen = sharing.frozen();
        this.notices = sharing.notices();
    }

    /** The same receiver may be added again. */
    WechatAnswer addReceiver(JsonObject request) {
        String account = Fields.text(request, "account");
        String type = Fields.text(request, "type");
        boolean valid = options.appid().equals(Fields.text(request, "appid"))
                && TYPES.contains(type)
                && !account.isEmpty()
                && !Fields.text(request, "relation_type").isEmpty()
                && related.size() < MAX_RELATED;
        if (!valid) {
            return Refusal.PARAM_ERROR.answer();
        }
        related.add(account);
        return WechatAnswer.ok(new JsonObject()
                .put("type", type)
                .put("account", account)
                .put("relation_type", Fields.text(request, "relation_type")));
    }

    WechatAnswer share(JsonObject request) {
        List<Part> parts = parts(request);
        boolean valid = options.appid().equals(Fields.text(request, "appid"))
                && !parts.isEmpty()
                && request.getValue("unfreeze_unsplit") instanceof Boolean;
        return valid
                ? order(request)
                        .map(order -> shared(request, order, parts))
                        .orElseGet(Refusal.RESOURCE_NOT_EXISTS::answer)
                : Refusal.PARAM_ERROR.answer();
    }

    /** What is left becomes the merchant's own, listed as a part for himself. */
    WechatAnswer unfreeze(JsonObject request) {
        Optional<Order> found = order(request);
        if (found.isEmpty() || Fields.text(request, "description").isEmpty()) {
            return found.isEmpty() ? Refusal.RESOURCE_NOT_EXISTS.answer() : Refusal.PARAM_ERROR.answer();
        }
        Order order = found.get();
        Optional<Share> known = shares.find(Fields.text(request, "out_order_no"));
        if (known.isPresent()) {
            return WechatAnswer.ok(shown(known.get()));
        }
        long leftMinor = shares.leftMinor(order);
        if (leftMinor <= 0) {
            return Refusal.INVALID_REQUEST.answer();
        }
        WechatAnswer answer =
                shared(request, order, List.of(new Part("MERCHANT_ID", options.mchid(), leftMinor, State.UNDER_WAY)));
        frozen.release(order.terms().outTradeNo());
        return answer;
    }

    private WechatAnswer shared(JsonObject request, Order order, List<Part> parts) {
        String no = Fields.text(request, "out_order_no");
        if (!OUT_ORDER_NO.matcher(no).matches()) {
            return Refusal.PARAM_ERROR.answer();
        }
        if (!frozen.holds(order.terms().outTradeNo()) && shares.find(no).isEmpty()) {
            return Refusal.INVALID_REQUEST.answer();
        }
        return switch (shares.share(no, order, parts)) {
            case Outcome.Taken taken -> {
                if (taken.isNew()) {
                    vertx.setTimer(
                            WalletShares.delayMs(taken.share(), options.payer()), timer -> finish(taken.share()));
                }
                yield WechatAnswer.ok(shown(taken.share()));
            }
            case Outcome.TooMuch tooMuch -> Refusal.NOT_ENOUGH.answer();
            case Outcome.Different different -> Refusal.INVALID_REQUEST.answer();
            case Outcome.NotPaid notPaid -> Refusal.INVALID_REQUEST.answer();
            case Outcome.NoMoney noMoney -> Refusal.NOT_ENOUGH.answer();
            case Outcome.Full full -> Refusal.SYSTEM_ERROR.answer();
        };
    }

    private void finish(Share share) {
        Share finished = shares.finish(share, this::isRelated);
        finished.parts().stream()
                .filter(part -> part.state() == State.ARRIVED)
                .forEach(part -> notices.shared(finished, part));
    }

    private boolean isRelated(Part part) {
        return part.type().equals("MERCHANT_ID") || related.contains(part.account());
    }

    WechatAnswer query(String outOrderNo, String transactionId) {
        return shares.find(outOrderNo)
                .filter(share -> share.order().tradeNo().equals(transactionId))
                .map(share -> WechatAnswer.ok(shown(share)))
                .orElseGet(Refusal.RESOURCE_NOT_EXISTS::answer);
    }

    /** Only a paid order has a transaction id that anyone could name. */
    private Optional<Order> order(JsonObject request) {
        return desk.ledger()
                .findByTradeNo(options.mchid(), Fields.text(request, "transaction_id"))
                .filter(order -> order.paidAt().isPresent());
    }

    /** Empty when any of them is malformed. */
    private static List<Part> parts(JsonObject request) {
        if (!(request.getValue("receivers") instanceof JsonArray receivers) || receivers.size() > MAX_RECEIVERS) {
            return List.of();
        }
        List<Part> parts = receivers.stream()
                .filter(each -> each instanceof JsonObject receiver && wellFormed(receiver))
                .map(JsonObject.class::cast)
                .map(each -> new Part(
                        Fields.text(each, "type"),
                        Fields.text(each, "account"),
                        Fields.integer(each, "amount"),
                        State.UNDER_WAY))
                .toList();
        return parts.size() == receivers.size() ? parts : List.of();
    }

    private static boolean wellFormed(JsonObject receiver) {
        String description = Fields.text(receiver, "description");
        return TYPES.contains(Fields.text(receiver, "type"))
                && !Fields.text(receiver, "account").isEmpty()
                && Fields.integer(receiver, "amount") > 0
                && !description.isEmpty()
                && description.length() <= MAX_DESCRIPTION_CHARS;
    }

    private JsonObject shown(Share share) {
        JsonArray receivers = new JsonArray();
        share.parts().forEach(part -> receivers.add(shown(part)));
        return new JsonObject()
                .put("transaction_id", share.order().tradeNo())
                .put("out_order_no", share.no())
                .put("order_id", share.id())
                .put("state", share.finished() ? "FINISHED" : "PROCESSING")
                .put("receivers", receivers);
    }

    private JsonObject shown(Part part) {
        JsonObject view = new JsonObject()
                .put("type", part.type())
                .put("account", part.account())
                .put("amount", part.amountMinor());
        return switch (part.state()) {
            case UNDER_WAY -> view.put("result", "PENDING");
            case ARRIVED -> view.put("result", "SUCCESS");
            case RETURNED ->
                view.put("result", "CLOSED").put("fail_reason", isRelated(part) ? "ACCOUNT_ABNORMAL" : "NO_RELATION");
        };
    }
}
