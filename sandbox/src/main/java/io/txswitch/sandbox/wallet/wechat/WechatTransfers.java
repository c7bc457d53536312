package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.WalletTransfers;
import io.txswitch.sandbox.wallet.WalletTransfers.Outcome;
import io.txswitch.sandbox.wallet.WalletTransfers.Sent;
import io.txswitch.sandbox.wallet.WalletTransfers.State;
import io.txswitch.sandbox.wallet.wechat.WechatAnswer.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/** Transfers that the payee confirms on his telephone, as the simulated payer does after his delay. */
final class WechatTransfers {
    private static final Pattern OUT_BILL_NO = Pattern.compile("[0-9A-Za-z]{1,32}");
    private static final int MIN_MINOR = 10;
    private static final int MAX_REMARK_CHARS = 32;

    private final Vertx vertx;
    private final WechatOptions options;
    private final WalletTransfers transfers;

    WechatTransfers(Vertx vertx, WechatOptions options, WalletTransfers transfers) {
        this.vertx = vertx;
        this.options = options;
        this.transfers = transfers;
    }

    WechatAnswer transfer(JsonObject request) {
        if (!options.appid().equals(Fields.text(request, "appid"))) {
            return Refusal.APPID_MCHID_NOT_MATCH.answer();
        }
        String remark = Fields.text(request, "transfer_remark");
        String openid = Fields.text(request, "openid");
        long amountMinor = Fields.integer(request, "transfer_amount");
        boolean reported =
                request.getValue("transfer_scene_report_infos") instanceof JsonArray infos && !infos.isEmpty();
        boolean valid = OUT_BILL_NO.matcher(Fields.text(request, "out_bill_no")).matches()
                && amountMinor >= MIN_MINOR
                && !openid.isEmpty()
                && !remark.isEmpty()
                && remark.length() <= MAX_REMARK_CHARS
                && !Fields.text(request, "transfer_scene_id").isEmpty()
                && reported;
        if (!valid) {
            return Refusal.PARAM_ERROR.answer();
        }
        return switch (transfers.send(Fields.text(request, "out_bill_no"), amountMinor, openid)) {
            case Outcome.Taken taken -> {
                if (taken.isNew() && options.payer().autoPay()) {
                    vertx.setTimer(
                            WalletTransfers.delayMs(taken.sent(), options.payer()),
                            timer -> transfers.finish(taken.sent()));
                }
                yield WechatAnswer.ok(shown(taken.sent()));
            }
            case Outcome.Different different -> Refusal.INVALID_REQUEST.answer();
            case Outcome.NoMoney noMoney -> Refusal.NOT_ENOUGH.answer();
            case Outcome.Full full -> Refusal.SYSTEM_ERROR.answer();
        };
    }

    WechatAnswer query(String outBillNo) {
        return transfers
                .find(outBillNo)
                .map(sent -> WechatAnswer.ok(shown(sent).put("transfer_amount", sent.amountMinor())))
                .orElseGet(Refusal.TRANSFER_NOT_EXISTS::answer);
    }

    private static JsonObject shown(Sent sent) {
        JsonObject view = new JsonObject()
                .put("out_bill_no", sent.no())
                .put("transfer_bill_no", sent.id())
                .put("create_time", WechatView.time(sent.at()))
                .put(
                        "state",
                        switch (sent.state()) {
                            case UNDER_WAY -> "WAIT_USER_CONFIRM";
                            case DONE -> "SUCCESS";
                            case FAILED -> "FAIL";
                            case CANCELLED -> "CANCELLED";
                        });
        return sent.state() == State.UNDER_WAY ? view.put("package_info", "affffddafdfafddffda==") : view;
    }
}
