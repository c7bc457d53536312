package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.NoticeFault;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.NoticeSender.Delivery;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Refund;
import io.txswitch.sandbox.wallet.Tamper;
import io.txswitch.sandbox.wallet.WalletShares.Part;
import io.txswitch.sandbox.wallet.WalletShares.Share;
import io.txswitch.sandbox.wallet.WalletTransfers.Sent;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Seals, signs and sends notifications; remembers with which key each merchant order expects them. */
final class WechatNotices {
    private static final int EVENT_ID_CHARS = 32;
    /** The merchant's own numbers, of whatever it is about. */
    private static final List<String> OUR_NUMBERS =
            List.of("out_trade_no", "out_refund_no", "out_bill_no", "out_order_no");

    private final WechatKeychain secrets;
    private final Numbers numbers;
    private final NoticeSender sender;
    /** Out trade number to serial; as many entries as the ledger has orders. */
    private final Map<String, String> serials = new HashMap<>();

    /** What a notification says, fixed when it happens; every attempt seals and signs it anew. */
    private record Event(String id, String created, String type, String original, String url, String serial) {}

    WechatNotices(WechatKeychain secrets, Numbers numbers, NoticeSender sender) {
        this.secrets = secrets;
        this.numbers = numbers;
        this.sender = sender;
    }

    /** The merchant made this order in the mode that this serial belongs to. */
    void expects(Order order, String serial) {
        serials.put(order.terms().outTradeNo(), serial);
    }

    Future<Void> paid(Order order) {
        return send(order, "TRANSACTION.SUCCESS", "transaction", WechatView.transaction(order));
    }

    Future<Void> refunded(Order order, Refund refund, String url) {
        return send("REFUND.SUCCESS", "refund", url, serial(order), WechatView.refundNotice(order, refund));
    }

    /** Of one receiver's part, by a payment's event. */
    Future<Void> shared(Share share, Part part) {
        return send(share.order(), "TRANSACTION.SUCCESS", "profitsharing", WechatView.shareNotice(share, part));
    }

    Future<Void> transferred(Sent sent, String mchid, String url, String serial) {
        JsonObject content = WechatView.transfer(sent)
                .put("mch_id", mchid)
                .put("openid", sent.payee())
                .put("transfer_amount", sent.amountMinor())
                .put("update_time", WechatView.time(numbers.now()));
        return send("MCHTRANSFER.BILL.FINISHED", "mch_payment", url, serial, content);
    }

    private Future<Void> send(Order order, String type, String original, JsonObject content) {
        return send(type, original, order.terms().notifyUrl(), serial(order), content);
    }

    private String serial(Order order) {
        return serials.getOrDefault(
                order.terms().outTradeNo(), secrets.newest().certificate().serial());
    }

    private Future<Void> send(String type, String original, String url, String serial, JsonObject content) {
        if (url.isEmpty()) {
            return Future.succeededFuture();
        }
        Event event = new Event(
                "EV-" + numbers.text(EVENT_ID_CHARS), WechatView.time(numbers.now()), type, original, url, serial);
        return sender.send("wechat:" + event.id(), fault -> delivery(event, content, fault));
    }

    private Delivery delivery(Event event, JsonObject content, NoticeFault fault) {
        String nonce = numbers.text(AesGcm.NONCE_CHARS);
        String plaintext = foreign(content, fault).encode();
        JsonObject resource = new JsonObject()
                .put("original_type", event.original())
                .put("algorithm", "AEAD_AES_256_GCM")
                .put("ciphertext", AesGcm.seal(secrets.apiV3Key(event.serial()), nonce, event.original(), plaintext))
                .put("associated_data", event.original())
                .put("nonce", nonce);
        String body = new JsonObject()
                .put("id", event.id())
                .put("create_time", event.created())
                .put("resource_type", "encrypt-resource")
                .put("event_type", event.type())
                .put("summary", event.type())
                .put("resource", resource)
                .encode();
        Map<String, String> headers = secrets.sign(body, event.serial(), numbers);
        headers.put("Content-Type", "application/json");
        Buffer signed = Buffer.buffer(body);
        Buffer sent = fault == NoticeFault.TAMPERED ? Tamper.after(signed, "\"ciphertext\":\"") : signed;
        return new Delivery(event.url(), headers, sent);
    }

    private static JsonObject foreign(JsonObject content, NoticeFault fault) {
        JsonObject copy = content.copy();
        return switch (fault) {
            case FOREIGN_ORDER -> {
                OUR_NUMBERS.forEach(name -> copy.put(name, "0FOREIGNORDER"));
                yield copy;
            }
            case FOREIGN_MERCHANT ->
                copy.put("mchid", "1999999999").put("mch_id", "1999999999").put("appid", "wx9999999999999999");
            case FOREIGN_AMOUNT -> withAnotherAmount(copy);
            case NONE, DUPLICATE, TAMPERED, LOST, EARLY -> copy;
        };
    }

    private static JsonObject withAnotherAmount(JsonObject content) {
        if (content.containsKey("transfer_amount")) {
            return content.put("transfer_amount", content.getLong("transfer_amount") + 1);
        }
        JsonObject amount = content.getJsonObject("amount");
        if (amount != null) {
            String name = amount.containsKey("refund") ? "refund" : "total";
            amount.put(name, amount.getLong(name) + 1);
        }
        return content;
    }
}
