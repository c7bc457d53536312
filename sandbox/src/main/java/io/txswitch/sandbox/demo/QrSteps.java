package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.merchant.ApiAnswer;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.merchant.MerchantSimulator;
import io.txswitch.sandbox.merchant.NewPayment;
import io.txswitch.sandbox.merchant.NewRefund;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What the demo's merchant does over HTTP. */
final class QrSteps {
    private static final long WITHIN_MS = 20_000;
    private static final int UNAUTHORIZED = 401;
    private static final int CREATED = 201;

    private final MerchantClient client;
    private final MerchantSimulator merchant;
    private final String run;
    private String alipayId = "";

    /** @param run makes this run's order numbers its own */
    QrSteps(MerchantClient client, MerchantSimulator merchant, String run) {
        this.client = client;
        this.merchant = merchant;
        this.run = run;
    }

    List<Step> all() {
        return List.of(
                new Step("Alipay QR payment", () -> {
                    alipayId = paid("A", "alipay_qr", 4_200);
                    return "payment " + alipayId + " succeeded, webhook verified";
                }),
                new Step(
                        "WeChat QR payment",
                        () -> "payment " + paid("W", "wechat_qr", 3_600) + " succeeded, webhook verified"),
                new Step("partial refund", this::partialRefund),
                new Step("same order twice", this::sameOrderTwice),
                new Step("tampered signature", this::tampered));
    }

    private String paid(String prefix, String product, long amountMinor) {
        ApiAnswer created =
                Wait.on(client.createPayment(new NewPayment(prefix + run, product, amountMinor, "oolong tea", "")));
        Step.expect(created.status() == CREATED, "HTTP " + created.status() + " " + created.json());
        String id = created.text("id");
        Step.expect(!created.text("qr_code").isEmpty(), "no qr_code");
        Wait.on(merchant.awaitEvent(
                event -> event.type().equals("payment.succeeded")
                        && event.paymentId().equals(id),
                WITHIN_MS));
        ApiAnswer read = Wait.on(client.getPayment(id));
        Step.expect(read.text("status").equals("succeeded"), "is " + read.text("status"));
        return id;
    }

    private String partialRefund() {
        ApiAnswer refund = Wait.on(client.createRefund(new NewRefund("R" + run, alipayId, 1_000, "one cup less")));
        Step.expect(refund.ok(), "HTTP " + refund.status() + " " + refund.json());
        Wait.on(merchant.awaitEvent(event -> event.type().equals("refund.succeeded"), WITHIN_MS));
        ApiAnswer payment = Wait.on(client.awaitPayment(
                alipayId, answer -> answer.json().getLong("refunded_amount", 0L) == 1_000L, WITHIN_MS));
        return "refund " + refund.text("id") + " of 10.00, payment shows refunded_amount "
                + payment.json().getLong("refunded_amount");
    }

    private String sameOrderTwice() {
        NewPayment order = new NewPayment("D" + run, "alipay_qr", 1_500, "one pot, ordered twice", "");
        ApiAnswer first = Wait.on(client.createPayment(order));
        ApiAnswer second = Wait.on(client.createPayment(order));
        Step.expect(first.ok() && second.ok(), "HTTP " + first.status() + " and " + second.status());
        Step.expect(first.text("id").equals(second.text("id")), "two payments");
        return "one payment, " + first.text("id");
    }

    private String tampered() {
        String body = new JsonObject()
                .put("order_no", "X" + run)
                .put("product", "alipay_qr")
                .put("amount", 100)
                .put("currency", "CNY")
                .put("subject", "not what was signed")
                .encode();
        ApiAnswer answer = Wait.on(client.tampered(HttpMethod.POST, "/v1/payments", body));
        Step.expect(answer.status() == UNAUTHORIZED, "HTTP " + answer.status());
        return "401 " + answer.text("code");
    }
}
