package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.WalletTransfers;
import io.txswitch.sandbox.wallet.WalletTransfers.Outcome;
import io.txswitch.sandbox.wallet.WalletTransfers.Sent;
import io.txswitch.sandbox.wallet.WalletTransfers.State;
import io.txswitch.sandbox.wallet.wechat.WechatAnswer.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/** Transfers that the payee confirms on his telephone, as the simulated payer does after his delay. */
final class WechatTransfers {
    private static final Pattern OUT_BILL_NO = Pattern.compile("[0-9A-Za-z]{1,32}");
    private static final int MIN_MINOR = 10;
    private static final int MAX_REMARK_CHARS = 32;
    private static final int LAST_TWO_DIGITS = 100;
    private static final int NEVER_AGREED = 67;

    private final Vertx vertx;
    private final WechatOptions options;
    private final WalletTransfers transfers;
    private final WechatNotices notices;

    WechatTransfers(Vertx vertx, WechatOptions options, WalletTransfers transfers, WechatNotices notices) {
        this.vertx = vertx;
        this.options = options;
        this.transfers = transfers;
        this.notices = notices;
    }

    /** @param serial which platform key the merchant trusts */
    WechatAnswer transfer(JsonObject request, String serial) {
        if (!options.appid().equals(Fields.text(request, "appid"))) {
            return Refusal.APPID_MCHID_NOT_MATCH.answer();
        }
        if (!wellFormed(request)) {
            return Refusal.PARAM_ERROR.answer();
        }
        long amountMinor = Fields.integer(request, "transfer_amount");
        String openid = Fields.text(request, "openid");
        return switch (transfers.send(Fields.text(request, "out_bill_no"), amountMinor, openid)) {
            case Outcome.Taken taken -> {
                if (taken.isNew() && options.payer().autoPay()) {
                    payeeActs(taken.sent(), Fields.text(request, "notify_url"), serial);
                }
                yield WechatAnswer.ok(WechatView.transfer(taken.sent()));
            }
            case Outcome.Different different -> Refusal.INVALID_REQUEST.answer();
            case Outcome.NoMoney noMoney -> Refusal.NOT_ENOUGH.answer();
            case Outcome.Full full -> Refusal.SYSTEM_ERROR.answer();
        };
    }

    private static boolean wellFormed(JsonObject request) {
        String remark = Fields.text(request, "transfer_remark");
        String notifyUrl = Fields.text(request, "notify_url");
        boolean reported =
                request.getValue("transfer_scene_report_infos") instanceof JsonArray infos && !infos.isEmpty();
        return OUT_BILL_NO.matcher(Fields.text(request, "out_bill_no")).matches()
                && Fields.integer(request, "transfer_amount") >= MIN_MINOR
                && !Fields.text(request, "openid").isEmpty()
                && !remark.isEmpty()
                && remark.length() <= MAX_REMARK_CHARS
                && !Fields.text(request, "transfer_scene_id").isEmpty()
                && (notifyUrl.isEmpty() || NoticeSender.usable(notifyUrl))
                && reported;
    }

    /** He agrees after his delay; to an amount that ends in 67 he never does. */
    private void payeeActs(Sent sent, String notifyUrl, String serial) {
        vertx.setTimer(WalletTransfers.delayMs(sent, options.payer()), timer -> {
            boolean refuses = sent.amountMinor() % LAST_TWO_DIGITS == NEVER_AGREED;
            Sent ended = refuses ? transfers.cancel(sent) : transfers.finish(sent);
            notices.transferred(ended, options.mchid(), notifyUrl, serial);
        });
    }

    /** The merchant takes it back; shown as under way once more, and then as taken back. */
    WechatAnswer cancel(String outBillNo) {
        Optional<Sent> found = transfers.find(outBillNo);
        if (found.isEmpty()) {
            return Refusal.TRANSFER_NOT_EXISTS.answer();
        }
        Sent cancelled = transfers.cancel(found.get());
        return cancelled.state() == State.CANCELLED
                ? WechatAnswer.ok(WechatView.transfer(cancelled).put("state", "CANCELING"))
                : Refusal.INVALID_REQUEST.answer();
    }

    WechatAnswer query(String outBillNo) {
        return transfers
                .find(outBillNo)
                .map(sent -> WechatAnswer.ok(WechatView.transfer(sent).put("transfer_amount", sent.amountMinor())))
                .orElseGet(Refusal.TRANSFER_NOT_EXISTS::answer);
    }
}
