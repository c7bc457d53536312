package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.WalletTransfers;
import io.txswitch.sandbox.wallet.WalletTransfers.Outcome;
import io.txswitch.sandbox.wallet.WalletTransfers.Sent;
import io.txswitch.sandbox.wallet.sample.SampleAnswer.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/** Money to payers: under way for the payer's delay, then done or failed, and told. */
final class SampleTransfers {
    private static final Pattern TRANSFER_NO = Pattern.compile("[0-9A-Za-z]{8,40}");
    private static final int MIN_MINOR = 10;
    private static final int MAX_TITLE_CHARS = 32;

    private final Vertx vertx;
    private final SampleOptions options;
    private final WalletTransfers transfers;
    private final SampleNotices notices;

    SampleTransfers(Vertx vertx, SampleOptions options, WalletTransfers transfers, SampleNotices notices) {
        this.vertx = vertx;
        this.options = options;
        this.transfers = transfers;
        this.notices = notices;
    }

    SampleAnswer transfer(JsonObject request) {
        String no = Fields.text(request, "transfer_no");
        String payee = Fields.text(request, "payee_id");
        String notifyUrl = Fields.text(request, "notify_url");
        long amountMinor = Fields.integer(request, "amount");
        boolean valid = TRANSFER_NO.matcher(no).matches()
                && !payee.isEmpty()
                && Fields.text(request, "title").length() <= MAX_TITLE_CHARS
                && amountMinor >= MIN_MINOR
                && "CNY".equals(Fields.text(request, "currency"))
                && NoticeSender.usable(notifyUrl);
        if (!valid) {
            return Refusal.PARAMETER.answer();
        }
        return switch (transfers.send(no, amountMinor, payee)) {
            case Outcome.Taken taken -> {
                if (taken.isNew()) {
                    vertx.setTimer(
                            WalletTransfers.delayMs(taken.sent(), options.payer()),
                            timer -> notices.transferred(transfers.finish(taken.sent()), notifyUrl));
                }
                yield SampleAnswer.ok(SampleView.transfer(taken.sent()));
            }
            case Outcome.Different different -> Refusal.ORDER_USED.answer();
            case Outcome.NoMoney noMoney -> Refusal.MERCHANT_BALANCE.answer();
            case Outcome.Full full -> Refusal.BUSY.answer();
        };
    }

    SampleAnswer query(String no) {
        return transfers
                .find(no)
                .map((Sent sent) -> SampleAnswer.ok(SampleView.transfer(sent)))
                .orElseGet(Refusal.TRANSFER_NOT_FOUND::answer);
    }
}
