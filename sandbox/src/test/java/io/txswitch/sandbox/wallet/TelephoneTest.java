package io.txswitch.sandbox.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every button, and every script that goes wrong, where all wallets have them in common. */
@ExtendWith(VertxExtension.class)
class TelephoneTest {
    @TempDir
    Path dir;

    private NoticeReceiver merchant;
    private TestWallet wallet;
    private Telephone telephone;

    @BeforeEach
    void start(Vertx vertx) {
        merchant = NoticeReceiver.start(vertx, new NoticeReceiver.Answer(200, ""));
        wallet = TestWallet.make(vertx, dir, new PayerOptions(false, 20, 100), merchant.url());
        telephone = wallet.telephone();
    }

    private String state(Future<Telephone.Seen> seen) {
        return Await.result(seen).state();
    }

    private List<String> told() {
        return merchant.posts().stream().map(NoticeReceiver.Post::body).toList();
    }

    @Test
    void anOrderIsFoundByItsCodeByItsNumberAndAsTheNewestOpenOne() {
        Order order = wallet.order("A1", 1_200, false);
        assertThat(state(telephone.scan("https://wallet.example/" + order.code())))
                .isEqualTo("SCANNED");
        assertThat(state(telephone.scan("A1"))).isEqualTo("SCANNED");
        assertThat(Await.result(telephone.scan("")).no()).isEqualTo("A1");
        assertThat(telephone.scan("B1")).satisfies(seen -> await().until(seen::failed));
        assertThat(telephone.scan("B1")).satisfies(seen -> {
            await().until(seen::isComplete);
            assertThat(seen.cause()).isInstanceOf(NoSuchElementException.class);
        });
    }

    @Test
    void aPaidOrderIsPaidOnceAndTold() {
        wallet.order("A1", 1_200, false);
        assertThat(state(telephone.pay(""))).isEqualTo("PAID");
        assertThat(state(telephone.pay("A1"))).isEqualTo("PAID");
        assertThat(state(telephone.refuse("A1"))).isEqualTo("PAID");
        assertThat(wallet.booked()).containsExactly("DEBIT OK");
        await().until(() -> told().equals(List.of("A1")));
    }

    @Test
    void aPayerWhoRefusesOrForgetsHisPasswordPaysNothing() {
        wallet.order("A1", 1_200, false);
        wallet.order("A2", 1_200, false);
        assertThat(Await.result(telephone.refuse("A1")).declined()).isTrue();
        assertThat(state(telephone.mistype("A2"))).isEqualTo("SCANNED");
        assertThat(state(telephone.mistype("A2"))).isEqualTo("SCANNED");
        assertThat(Await.result(telephone.mistype("A2")).declined()).isTrue();
        assertThat(state(telephone.pay("A2"))).isEqualTo("CLOSED");
        assertThat(wallet.booked()).doesNotContain("DEBIT OK");
    }

    @Test
    void aPayerActsByHimselfOnlyWhenHeIsToldTo() {
        telephone.byHimself(true);
        wallet.order("A1", 1_200, false);
        await().until(() -> state(telephone.scan("A1")).equals("PAID"));
        assertThat(Await.result(telephone.orders()))
                .extracting(Telephone.Seen::no)
                .containsExactly("A1");
    }

    @Test
    void whoeverIsAskedForHisPasswordTakesAWhile() {
        telephone.byHimself(true);
        telephone.play(FaultScript.USERPAYING, 1);
        Order order = wallet.order("A1", 1_200, true);
        assertThat(order.open()).isTrue();
        assertThat(Await.result(telephone.scan("A1")).confirmCode()).isEqualTo("123456");
        await().until(() -> state(telephone.scan("A1")).equals("PAID"));
    }

    @Test
    void reorderedNotificationsComeTheNewestFirst() {
        telephone.play(FaultScript.REORDERED_NOTICE, 1);
        wallet.order("A1", 1_200, false);
        wallet.order("A2", 1_200, false);
        Await.result(telephone.pay("A1"));
        Await.result(telephone.pay("A2"));
        await().until(() -> told().size() == 2);
        assertThat(told()).containsExactly("A2", "A1");
    }

    @Test
    void oneNotificationThatIsHeldComesInTheEnd() {
        telephone.play(FaultScript.REORDERED_NOTICE, 1);
        wallet.order("A1", 1_200, false);
        Await.result(telephone.pay("A1"));
        await().until(() -> told().equals(List.of("A1")));
    }

    @Test
    void aLateNotificationComesAfterTheOnesThatCameLater() {
        telephone.play(FaultScript.LATE_NOTICE, 1);
        wallet.order("A1", 1_200, false);
        Await.result(telephone.pay("A1"));
        telephone.play(FaultScript.DUPLICATE_NOTICE, 1);
        wallet.order("A2", 1_200, false);
        Await.result(telephone.pay("A2"));
        await().until(() -> told().contains("A1"));
        assertThat(told()).startsWith("A2", "A2");
    }

    @Test
    void scriptsThatSpoilCallsEndByThemselvesAndEachEndsTheOneBefore() {
        telephone.play(FaultScript.SERVER_ERROR, 2);
        assertThat(wallet.faults().takeServerError()).isTrue();
        assertThat(wallet.faults().takeServerError()).isTrue();
        assertThat(wallet.faults().takeServerError()).isFalse();
        telephone.play(FaultScript.NOT_FOUND_THEN_SUCCESS, 1);
        assertThat(telephone.playing()).isEqualTo(FaultScript.NOT_FOUND_THEN_SUCCESS);
        assertThat(wallet.faults().notices()).isEqualTo(NoticeFault.LOST);
        telephone.play(FaultScript.DROP_AFTER_BOOKING, 1);
        assertThat(wallet.faults().notices()).isEqualTo(NoticeFault.NONE);
        assertThat(wallet.faults().takeNotFound()).isFalse();
        assertThat(wallet.faults().takeDrop()).isTrue();
        assertThat(wallet.faults().takeDrop()).isFalse();
    }

    @Test
    void eachScriptHasAWordOfItsOwn() {
        assertThat(Arrays.stream(FaultScript.values()).map(FaultScript::word))
                .doesNotHaveDuplicates()
                .allSatisfy(word -> assertThat(FaultScript.of(word)).isPresent());
        assertThat(FaultScript.of("lost notice")).isEmpty();
    }
}
