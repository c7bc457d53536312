package io.txswitch.sandbox.wallet.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Await;
import io.txswitch.sandbox.wallet.NoticeFault;
import io.txswitch.sandbox.wallet.NoticeReceiver;
import io.txswitch.sandbox.wallet.NoticeReceiver.Answer;
import io.txswitch.sandbox.wallet.NoticeReceiver.Post;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class AlipayNotificationTest {
    private static final List<Long> QUICK_MS = List.of(1L, 1L, 1L);

    @TempDir
    Path dir;

    private AlipaySimulator alipay;
    private AlipayTestClient client;
    private NoticeReceiver merchant;

    @BeforeEach
    void start(Vertx vertx) {
        alipay = Await.result(AlipaySimulator.start(
                vertx,
                AlipayOptions.defaults(dir.resolve("alipay.jsonl"))
                        .withPayer(PayerOptions.BY_HAND)
                        .withNoticeDelaysMs(QUICK_MS)));
        client = new AlipayTestClient(vertx, alipay.credentials());
        merchant = NoticeReceiver.start(vertx, new Answer(200, "success"));
    }

    private JsonObject precreate(String outTradeNo, String amount) {
        JsonObject biz = new JsonObject()
                .put("out_trade_no", outTradeNo)
                .put("total_amount", amount)
                .put("subject", "绿茶 + cup");
        return client.call("alipay.trade.precreate", biz, merchant.url());
    }

    private JsonObject refund(String outTradeNo, String requestNo, String amount) {
        JsonObject biz = new JsonObject()
                .put("out_trade_no", outTradeNo)
                .put("out_request_no", requestNo)
                .put("refund_amount", amount);
        return client.call("alipay.trade.refund", biz);
    }

    private static Map<String, String> form(Post post) {
        Map<String, String> form = new TreeMap<>();
        new QueryStringDecoder(post.body(), false).parameters().forEach((k, v) -> form.put(k, v.getFirst()));
        return form;
    }

    private boolean verifies(Post post) {
        Map<String, String> form = form(post);
        String sign = form.remove("sign");
        form.remove("sign_type");
        return client.verifies(AlipayTestClient.joined(form), sign);
    }

    @Test
    void aPaidOrderIsNotifiedWithAValidSignature() {
        precreate("ORDER1", "12.34");
        Await.result(alipay.pay("ORDER1"));

        Post post = merchant.awaitPosts(1).getFirst();
        assertThat(verifies(post)).isTrue();
        assertThat(post.headers().get("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(form(post))
                .containsEntry("notify_type", "trade_status_sync")
                .containsEntry("app_id", alipay.credentials().appId())
                .containsEntry("seller_id", alipay.credentials().sellerId())
                .containsEntry("out_trade_no", "ORDER1")
                .containsEntry("total_amount", "12.34")
                .containsEntry("trade_status", "TRADE_SUCCESS")
                .containsEntry("subject", "绿茶 + cup");
    }

    @Test
    void deliveryIsRepeatedUntilTheAnswerIsExactlySuccess() {
        merchant.answerNext(new Answer(500, "success"), new Answer(200, "SUCCESS"), new Answer(200, "success\n"));
        precreate("ORDER1", "12.34");
        Await.result(alipay.pay("ORDER1"));

        List<Post> posts = merchant.awaitPosts(4);
        Awaitility.await().until(() -> alipay.notices().acceptances() == 1);
        assertThat(posts)
                .hasSize(4)
                .extracting(post -> form(post).get("notify_id"))
                .containsOnly(form(posts.getFirst()).get("notify_id"));
        assertThat(alipay.notices().abandoned()).isZero();
    }

    @Test
    void deliveryIsGivenUpAfterTheLastRepeat() {
        Answer no = new Answer(500, "");
        merchant.answerNext(no, no, no, no);
        precreate("ORDER1", "12.34");
        Await.result(alipay.pay("ORDER1"));

        Awaitility.await().until(() -> alipay.notices().abandoned() == 1);
        assertThat(merchant.posts()).hasSize(4);

        Await.result(alipay.notifyAgain("ORDER1"));
        assertThat(verifies(merchant.awaitPosts(5).getLast())).isTrue();
    }

    @Test
    void aRefundIsNotifiedOnTheTradesAddress() {
        precreate("ORDER1", "10.00");
        Await.result(alipay.pay("ORDER1"));
        refund("ORDER1", "R1", "3.00");

        Post post = merchant.awaitPosts(2).getLast();
        assertThat(verifies(post)).isTrue();
        assertThat(form(post))
                .containsEntry("out_biz_no", "R1")
                .containsEntry("refund_fee", "3.00")
                .containsEntry("trade_status", "TRADE_SUCCESS");
    }

    @Test
    void aSilentOrderIsPaidButNeverNotified() {
        precreate("ORDER1", "1.68");
        Await.result(alipay.pay("ORDER1"));
        refund("ORDER1", "R1", "1.00");

        assertThat(Book.rows(dir.resolve("alipay.jsonl"))).hasSize(2);
        assertThat(alipay.notices().posts()).isZero();
    }

    @Test
    void duplicatesComeTwiceWithTheSameId() {
        alipay.faults().notices(NoticeFault.DUPLICATE);
        precreate("ORDER1", "1.00");
        Await.result(alipay.pay("ORDER1"));

        List<Post> posts = merchant.awaitPosts(2);
        assertThat(posts).hasSize(2);
        assertThat(posts.get(0).body()).isEqualTo(posts.get(1).body());
    }

    @Test
    void aTamperedNotificationDiffersInOneByteAndDoesNotVerify() {
        alipay.faults().notices(NoticeFault.TAMPERED);
        precreate("ORDER1", "1.00");
        Await.result(alipay.pay("ORDER1"));

        Post post = merchant.awaitPosts(1).getFirst();
        assertThat(verifies(post)).isFalse();
        assertThat(form(post)).containsEntry("total_amount", "2.00").containsEntry("out_trade_no", "ORDER1");
    }

    @Test
    void foreignNotificationsVerifyButConcernSomethingElse() {
        precreate("ORDER1", "1.00");
        alipay.faults().notices(NoticeFault.FOREIGN_ORDER);
        Await.result(alipay.pay("ORDER1"));
        alipay.faults().notices(NoticeFault.FOREIGN_AMOUNT);
        Await.result(alipay.notifyAgain("ORDER1"));
        alipay.faults().notices(NoticeFault.FOREIGN_MERCHANT);
        Await.result(alipay.notifyAgain("ORDER1"));

        List<Post> posts = merchant.awaitPosts(3);
        assertThat(posts).allMatch(this::verifies);
        assertThat(form(posts.get(0)).get("out_trade_no")).isNotEqualTo("ORDER1");
        assertThat(form(posts.get(1)).get("total_amount")).isEqualTo("1.01");
        assertThat(form(posts.get(2)).get("app_id"))
                .isNotEqualTo(alipay.credentials().appId());
    }

    @Test
    void lostNotificationsAreNotSent() {
        alipay.faults().notices(NoticeFault.LOST);
        precreate("ORDER1", "1.00");
        Await.result(alipay.pay("ORDER1"));

        assertThat(alipay.notices().posts()).isZero();
        assertThat(merchant.posts()).isEmpty();
    }

    @Test
    void anEarlyNotificationArrivesBeforeTheAnswer() {
        alipay.faults().notices(NoticeFault.EARLY);
        assertThat(precreate("ORDER1", "1.00").getString("code")).isEqualTo("10000");
        assertThat(merchant.posts()).hasSize(1);

        assertThat(refund("ORDER1", "R1", "1.00").getString("fund_change")).isEqualTo("Y");
        assertThat(merchant.posts()).hasSize(2);
    }

    @Test
    void oneServerErrorBooksNothing() {
        precreate("ORDER1", "1.00");
        Await.result(alipay.pay("ORDER1"));
        alipay.faults().serverErrorOnce();

        JsonObject biz = new JsonObject().put("out_trade_no", "ORDER1");
        Map<String, String> request = client.signed(client.parameters("alipay.trade.cancel", biz, ""));
        assertThat(client.post(request).statusCode()).isEqualTo(500);
        assertThat(Book.rows(dir.resolve("alipay.jsonl"))).hasSize(1);
        assertThat(client.post(request).statusCode()).isEqualTo(200);
    }

    @Test
    void aDroppedConnectionHasBookedAndTheRepeatTellsSo() {
        precreate("ORDER1", "1.00");
        Await.result(alipay.pay("ORDER1"));
        alipay.faults().dropConnectionAfterBookingOnce();

        assertThatThrownBy(() -> refund("ORDER1", "R1", "0.40")).isInstanceOf(AssertionError.class);

        assertThat(Book.rows(dir.resolve("alipay.jsonl"))).hasSize(2);
        assertThat(refund("ORDER1", "R1", "0.40").getString("fund_change")).isEqualTo("N");
        assertThat(Book.rows(dir.resolve("alipay.jsonl"))).hasSize(2);
    }
}
