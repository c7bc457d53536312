package io.txswitch.sandbox.wallet.wechat;

import static io.txswitch.sandbox.wallet.wechat.WechatTestClient.REFUNDS;
import static io.txswitch.sandbox.wallet.wechat.WechatTestClient.TRANSACTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Await;
import io.txswitch.sandbox.wallet.NoticeFault;
import io.txswitch.sandbox.wallet.NoticeReceiver;
import io.txswitch.sandbox.wallet.NoticeReceiver.Answer;
import io.txswitch.sandbox.wallet.NoticeReceiver.Post;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class WechatNotificationTest {
    @TempDir
    Path dir;

    private WechatSimulator wechat;
    private WechatTestClient client;
    private NoticeReceiver merchant;

    @BeforeEach
    void start(Vertx vertx) {
        wechat = Await.result(WechatSimulator.start(
                vertx,
                WechatOptions.defaults(dir.resolve("wechat.jsonl"))
                        .withPayer(new PayerOptions(false, 1, 1))
                        .withNoticeDelaysMs(List.of(1L, 1L, 1L))));
        client = new WechatTestClient(vertx, wechat.credentials());
        merchant = NoticeReceiver.start(vertx, new Answer(204, ""));
    }

    private JsonObject order(String outTradeNo, int total) {
        return new JsonObject()
                .put("appid", wechat.credentials().appid())
                .put("mchid", wechat.credentials().mchid())
                .put("description", "绿茶")
                .put("out_trade_no", outTradeNo)
                .put("notify_url", merchant.url())
                .put("amount", new JsonObject().put("total", total));
    }

    private void paidOrder(String outTradeNo, int total) {
        client.post(TRANSACTIONS + "/native", order(outTradeNo, total));
        Await.result(wechat.pay(outTradeNo));
    }

    private JsonObject refund(String refundNo, int refund) {
        JsonObject amount =
                new JsonObject().put("total", 1000).put("refund", refund).put("currency", "CNY");
        JsonObject request = new JsonObject()
                .put("out_trade_no", "ORDER1")
                .put("out_refund_no", refundNo)
                .put("notify_url", merchant.url())
                .put("amount", amount);
        return client.post(REFUNDS, request).bodyAsJsonObject();
    }

    private JsonObject content(Post post) {
        return new JsonObject(client.open(new JsonObject(post.body()).getJsonObject("resource")));
    }

    private boolean verifies(Post post) {
        return client.verifies(post.headers(), post.body());
    }

    @Test
    void aPaidOrderIsNotifiedSealedAndSigned() {
        paidOrder("ORDER1", 1000);

        Post post = merchant.awaitPosts(1).getFirst();
        assertThat(verifies(post)).isTrue();
        assertThat(post.headers().get("Wechatpay-Serial"))
                .isEqualTo(wechat.credentials().platformPublicKeyId());
        assertThat(post.headers().names()).contains("Wechatpay-Timestamp", "Wechatpay-Signature");
        JsonObject body = new JsonObject(post.body());
        assertThat(body.getString("event_type")).isEqualTo("TRANSACTION.SUCCESS");
        assertThat(body.getString("resource_type")).isEqualTo("encrypt-resource");
        JsonObject content = content(post);
        assertThat(content.getString("out_trade_no")).isEqualTo("ORDER1");
        assertThat(content.getString("trade_state")).isEqualTo("SUCCESS");
        assertThat(content.getString("mchid")).isEqualTo(wechat.credentials().mchid());
        assertThat(content.getJsonObject("amount").getInteger("total")).isEqualTo(1000);
    }

    @Test
    void aMerchantInCertificateModeIsNotifiedUnderTheCertificate() {
        String serial = wechat.credentials().platformCertificateSerial();
        client.send(
                HttpMethod.POST, TRANSACTIONS + "/native", order("ORDER1", 1000).encode(), serial);
        Await.result(wechat.pay("ORDER1"));

        Post post = merchant.awaitPosts(1).getFirst();
        assertThat(post.headers().get("Wechatpay-Serial")).isEqualTo(serial);
        JsonObject entry = client.send(HttpMethod.GET, "/v3/certificates", "", "")
                .bodyAsJsonObject()
                .getJsonArray("data")
                .getJsonObject(0);
        String pem = client.open(entry.getJsonObject("encrypt_certificate"));
        assertThat(WechatTestClient.verifies(
                        post.headers(),
                        post.body(),
                        WechatTestClient.certificate(pem).getPublicKey()))
                .isTrue();
    }

    @Test
    void aRefundIsNotifiedWhenTheMoneyArrived() {
        paidOrder("ORDER1", 1000);
        refund("R1", 300);

        Post post = merchant.awaitPosts(2).getLast();
        assertThat(verifies(post)).isTrue();
        assertThat(new JsonObject(post.body()).getString("event_type")).isEqualTo("REFUND.SUCCESS");
        JsonObject content = content(post);
        assertThat(content.getString("refund_status")).isEqualTo("SUCCESS");
        assertThat(content.getString("out_refund_no")).isEqualTo("R1");
        assertThat(content.getJsonObject("amount").getInteger("refund")).isEqualTo(300);
    }

    @Test
    void deliveryIsRepeatedUntil200Or204WithAFreshSignature() {
        merchant.answerNext(new Answer(500, ""), new Answer(201, ""), new Answer(200, ""));
        paidOrder("ORDER1", 1000);

        List<Post> posts = merchant.awaitPosts(3);
        Awaitility.await().until(() -> wechat.notices().acceptances() == 1);
        assertThat(posts).hasSize(3).allMatch(this::verifies);
        assertThat(posts)
                .extracting(post -> new JsonObject(post.body()).getString("id"))
                .containsOnly(new JsonObject(posts.getFirst().body()).getString("id"));
        assertThat(posts)
                .extracting(post -> post.headers().get("Wechatpay-Nonce"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aSilentOrderIsPaidButNeverNotified() {
        paidOrder("ORDER1", 168);

        assertThat(Book.rows(dir.resolve("wechat.jsonl"))).hasSize(1);
        assertThat(wechat.notices().posts()).isZero();
    }

    @Test
    void duplicatesComeTwiceWithTheSameId() {
        wechat.faults().notices(NoticeFault.DUPLICATE);
        paidOrder("ORDER1", 1000);

        List<Post> posts = merchant.awaitPosts(2);
        assertThat(posts).hasSize(2).allMatch(this::verifies);
        assertThat(new JsonObject(posts.get(0).body()).getString("id"))
                .isEqualTo(new JsonObject(posts.get(1).body()).getString("id"));
    }

    @Test
    void aTamperedNotificationStillParsesButDoesNotVerify() {
        wechat.faults().notices(NoticeFault.TAMPERED);
        paidOrder("ORDER1", 1000);

        Post post = merchant.awaitPosts(1).getFirst();
        assertThat(verifies(post)).isFalse();
        assertThat(new JsonObject(post.body()).getString("event_type")).isEqualTo("TRANSACTION.SUCCESS");
    }

    @Test
    void foreignNotificationsVerifyButConcernSomethingElse() {
        wechat.faults().notices(NoticeFault.FOREIGN_ORDER);
        paidOrder("ORDER1", 1000);
        wechat.faults().notices(NoticeFault.FOREIGN_AMOUNT);
        Await.result(wechat.notifyAgain("ORDER1"));
        wechat.faults().notices(NoticeFault.FOREIGN_MERCHANT);
        Await.result(wechat.notifyAgain("ORDER1"));

        List<Post> posts = merchant.awaitPosts(3);
        assertThat(posts).allMatch(this::verifies);
        assertThat(content(posts.get(0)).getString("out_trade_no")).isNotEqualTo("ORDER1");
        assertThat(content(posts.get(1)).getJsonObject("amount").getInteger("total"))
                .isEqualTo(1001);
        assertThat(content(posts.get(2)).getString("mchid"))
                .isNotEqualTo(wechat.credentials().mchid());
    }

    @Test
    void lostNotificationsAreNotSent() {
        wechat.faults().notices(NoticeFault.LOST);
        paidOrder("ORDER1", 1000);

        assertThat(wechat.notices().posts()).isZero();
    }

    @Test
    void anEarlyNotificationArrivesBeforeTheAnswer() {
        wechat.faults().notices(NoticeFault.EARLY);
        client.post(TRANSACTIONS + "/native", order("ORDER1", 1000));
        assertThat(merchant.posts()).hasSize(1);

        assertThat(refund("R1", 300).getString("status")).isEqualTo("PROCESSING");
        assertThat(merchant.posts()).hasSize(2);
    }

    @Test
    void oneServerErrorBooksNothing() {
        paidOrder("ORDER1", 1000);
        wechat.faults().serverErrorOnce();

        assertThat(refund("R1", 300).getString("code")).isEqualTo("SYSTEM_ERROR");
        assertThat(Book.rows(dir.resolve("wechat.jsonl"))).hasSize(1);
        assertThat(refund("R1", 300).getString("refund_id")).isNotEmpty();
    }

    @Test
    void aDroppedConnectionHasBookedAndTheRepeatTellsSo() {
        paidOrder("ORDER1", 1000);
        wechat.faults().dropConnectionAfterBookingOnce();

        assertThatThrownBy(() -> refund("R1", 300)).isInstanceOf(AssertionError.class);

        assertThat(Book.rows(dir.resolve("wechat.jsonl"))).hasSize(2);
        assertThat(refund("R1", 300).getString("out_refund_no")).isEqualTo("R1");
        assertThat(Book.rows(dir.resolve("wechat.jsonl"))).hasSize(2);
    }
}
