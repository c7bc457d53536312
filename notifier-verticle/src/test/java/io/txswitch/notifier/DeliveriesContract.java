package io.txswitch.notifier;

import static io.txswitch.notifier.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.TxId;
import io.txswitch.notifier.Deliveries.Claimed;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Deliveries} promises; each adapter and its twin run the same tests. */
abstract class DeliveriesContract {
    private static final long LONG_MS = 600_000;
    private static final long SOON_MS = 50;

    final String merchant = "M" + Samples.anyId().text();

    abstract Deliveries deliveries();

    @Test
    void whatWasAddedIsDueAtOnceAndComesBackWhole() {
        Delivery added = payment(Samples.anyId());
        add(added);

        assertThat(deliveries().dueMerchants().await()).contains(merchant);
        assertThat(claim(10)).containsExactly(new Claimed(added, 1));
    }

    @Test
    void theSameEventIsAddedOnce() {
        Delivery added = payment(Samples.anyId());
        add(added, added);
        add(added);

        assertThat(claim(10)).hasSize(1);
        assertThat(claim(10)).isEmpty();
    }

    @Test
    void aRepeatDoesNotBringAFinishedDeliveryBack() {
        Delivery added = payment(Samples.anyId());
        add(added);
        deliveries().delivered(claim(1).getFirst()).await();
        add(added);

        assertThat(claim(10)).isEmpty();
    }

    @Test
    void oneEndOfATransactionIsToldOnceThoughTwoAppendsClaimIt() {
        TxId id = Samples.anyId();
        add(Samples.delivery(id, id, 1, merchant, WebhookType.PAYMENT_SUCCEEDED));
        add(Samples.delivery(id, id, 2, merchant, WebhookType.PAYMENT_SUCCEEDED));

        deliveries().delivered(claim(10).getFirst()).await();
        assertThat(claim(10)).isEmpty();
    }

    @Test
    void whatIsClaimedIsNobodyElsesUntilTheClaimExpires() {
        add(payment(Samples.anyId()));

        assertThat(claim(10, SOON_MS)).hasSize(1);
        assertThat(await().until(() -> claim(10), claimed -> !claimed.isEmpty())
                        .getFirst()
                        .attempt())
                .isEqualTo(2);
    }

    @Test
    void aHundredClaimsAtOnceHandOutNoDeliveryTwice() {
        Delivery[] added =
                IntStream.range(0, 20).mapToObj(i -> payment(Samples.anyId())).toArray(Delivery[]::new);
        add(added);

        List<Future<List<Claimed>>> claims = IntStream.range(0, 100)
                .mapToObj(i -> deliveries().claim(merchant, 7, LONG_MS))
                .toList();
        List<String> ids = new ArrayList<>();
        claims.forEach(
                each -> each.await().forEach(one -> ids.add(one.delivery().eventId())));
        // Those who lose a race may come back with nothing; what they left is there for whoever asks next.
        claim(20).forEach(one -> ids.add(one.delivery().eventId()));

        assertThat(ids).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void aClaimHandsOutNoMoreThanWasAskedFor() {
        add(payment(Samples.anyId()), payment(Samples.anyId()), payment(Samples.anyId()));

        assertThat(claim(2)).hasSize(2);
        assertThat(claim(2)).hasSize(1);
    }

    @Test
    void merchantsAreApart() {
        add(payment(Samples.anyId()));

        assertThat(deliveries().claim(merchant + "x", 10, LONG_MS).await()).isEmpty();
    }

    @Test
    void deliveriesOfOnePaymentKeepTheirOrder() {
        TxId id = Samples.anyId();
        TxId refund = Samples.anyId();
        Delivery first = Samples.delivery(id, id, 9, merchant, WebhookType.PAYMENT_SUCCEEDED);
        Delivery second = Samples.delivery(id, id, 10, merchant, WebhookType.PAYMENT_REVERSED);
        Delivery third = Samples.delivery(refund, id, 1, merchant, WebhookType.REFUND_SUCCEEDED);
        add(first, second);
        add(third);

        for (Delivery expected : List.of(first, second, third)) {
            List<Claimed> claimed = claim(10);
            assertThat(claimed).extracting(Claimed::delivery).containsExactly(expected);
            assertThat(claim(10)).isEmpty();
            deliveries().delivered(claimed.getFirst()).await();
        }
    }

    @Test
    void aFailedDeliveryStillHoldsBackTheLaterOnesUntilItIsGivenUp() {
        TxId id = Samples.anyId();
        add(
                Samples.delivery(id, id, 1, merchant, WebhookType.PAYMENT_SUCCEEDED),
                Samples.delivery(id, id, 2, merchant, WebhookType.PAYMENT_REVERSED));
        deliveries().again(claim(1).getFirst(), SOON_MS, "status 500").await();

        Claimed again =
                await().until(() -> claim(10), claimed -> !claimed.isEmpty()).getFirst();
        assertThat(again.delivery().seq()).isEqualTo(1);
        assertThat(again.attempt()).isEqualTo(2);
        deliveries().givenUp(again, "x".repeat(5_000)).await();

        assertThat(claim(10)).extracting(claimed -> claimed.delivery().seq()).containsExactly(2);
    }

    @Test
    void whoLostHisClaimChangesNothing() {
        add(payment(Samples.anyId()));
        Claimed lost = claim(1, 0).getFirst();
        Claimed held =
                await().until(() -> claim(1), claimed -> !claimed.isEmpty()).getFirst();

        deliveries().delivered(lost).await();
        deliveries().again(lost, 0, "late").await();
        assertThat(claim(1)).isEmpty();
        deliveries().again(held, 0, "status 503").await();

        assertThat(await().until(() -> claim(1), claimed -> !claimed.isEmpty())
                        .getFirst()
                        .attempt())
                .isEqualTo(3);
    }

    @Test
    void aWaitingMerchantIsNotDue() {
        add(payment(Samples.anyId()));
        claim(1);

        assertThat(deliveries().dueMerchants().await()).doesNotContain(merchant);
    }

    @Test
    void onlyWhatIsFinishedIsForgotten() {
        add(payment(Samples.anyId()), payment(Samples.anyId()));
        deliveries().delivered(claim(1).getFirst()).await();

        assertThat(deliveries().purge(LONG_MS).await()).isZero();
        await().until(() -> deliveries().purge(0).await() > 0);
        assertThat(claim(10)).hasSize(1);
    }

    @Test
    void manyAreAddedInOneGo() {
        add(IntStream.range(0, 250).mapToObj(i -> payment(Samples.anyId())).toArray(Delivery[]::new));

        assertThat(claim(500)).hasSize(250);
    }

    private Delivery payment(TxId id) {
        return Samples.delivery(id, id, 1, merchant, WebhookType.PAYMENT_SUCCEEDED);
    }

    private void add(Delivery... added) {
        deliveries().add(List.of(added)).await();
    }

    private List<Claimed> claim(int limit) {
        return claim(limit, LONG_MS);
    }

    private List<Claimed> claim(int limit, long forMs) {
        return deliveries().claim(merchant, limit, forMs).await();
    }
}
