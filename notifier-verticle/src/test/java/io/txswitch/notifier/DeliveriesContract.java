package io.txswitch.notifier;

import static io.txswitch.notifier.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.ListWebhookEvents;
import io.txswitch.core.contract.WebhookDelivery;
import io.txswitch.core.contract.WebhookEvent;
import io.txswitch.core.contract.WebhookEventPage;
import io.txswitch.core.model.TxId;
import io.txswitch.notifier.Deliveries.Claimed;
import io.txswitch.notifier.Delivery.Lane;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Deliveries} promises; each adapter and its twin run the same tests. */
abstract class DeliveriesContract {
    private static final long LONG_MS = 600_000;
    private static final long SOON_MS = 50;

    final String merchant = "M" + Samples.anyId().text();
    final Lane lane = new Lane(merchant, Delivery.SETTINGS);

    abstract Deliveries deliveries();

    abstract EventLog log();

    @Test
    void whatWasAddedIsDueAtOnceAndComesBackWhole() {
        Delivery added = payment(Samples.anyId());
        add(added);

        assertThat(deliveries().due().await()).contains(lane);
        assertThat(claim(10)).containsExactly(new Claimed(added, 1, 1));
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
                .mapToObj(i -> deliveries().claim(lane, 7, LONG_MS))
                .toList();
        List<String> ids = new ArrayList<>();
        claims.forEach(each ->
                each.await().forEach(one -> ids.add(one.delivery().event().id())));
        // Those who lose a race may come back with nothing; what they left is there for whoever asks next.
        claim(20).forEach(one -> ids.add(one.delivery().event().id()));

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

        assertThat(deliveries()
                        .claim(new Lane(merchant + "x", Delivery.SETTINGS), 10, LONG_MS)
                        .await())
                .isEmpty();
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
        assertThat(again.delivery().event().seq()).isEqualTo(1);
        assertThat(again.attempt()).isEqualTo(2);
        deliveries().givenUp(again, "x".repeat(5_000)).await();

        assertThat(claim(10))
                .extracting(claimed -> claimed.delivery().event().seq())
                .containsExactly(2);
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
    void aWaitingEndpointIsNotDue() {
        add(payment(Samples.anyId()));
        claim(1);

        assertThat(deliveries().due().await()).doesNotContain(lane);
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

    @Test
    void eachEndpointHasADeliveryAndAnOrderOfItsOwn() {
        TxId id = Samples.anyId();
        Delivery first = Samples.delivery(id, id, 1, merchant, WebhookType.PAYMENT_SUCCEEDED);
        Delivery second = Samples.delivery(id, id, 2, merchant, WebhookType.PAYMENT_REVERSED);
        add(first, to("we_1", first), second, to("we_1", second));

        assertThat(deliveries().due().await()).contains(lane, new Lane(merchant, "we_1"));
        deliveries().delivered(claim(10).getFirst()).await();
        assertThat(claim(10)).extracting(Claimed::delivery).containsExactly(second);
        assertThat(claimOf("we_1")).extracting(Claimed::delivery).containsExactly(to("we_1", first));
    }

    @Test
    void eventsOfOneBatchAreOwedInTheOrderInWhichTheyHappened() {
        TxId id = Samples.anyId();
        TxId refund = new TxId(id.value() - 1);
        Delivery paid = Samples.delivery(id, id, 5, merchant, WebhookType.PAYMENT_SUCCEEDED);
        MerchantEvent later = new MerchantEvent(
                "evt_" + refund.text() + "_1",
                refund,
                id,
                1,
                merchant,
                WebhookType.REFUND_SUCCEEDED,
                Samples.AT.plusSeconds(1),
                "{}");
        add(paid, new Delivery(later, Delivery.SETTINGS, paid.url()));

        assertThat(claim(10)).extracting(Claimed::delivery).containsExactly(paid);
    }

    @Test
    void whatIsRedeliveredBeginsItsScheduleAnewWhateverCameOfIt() {
        Delivery told = payment(Samples.anyId());
        Delivery never = payment(Samples.anyId());
        add(told, never);
        for (Claimed each : claim(2)) {
            if (each.delivery().equals(told)) {
                deliveries().delivered(each).await();
            } else {
                deliveries().givenUp(each, "status 500").await();
            }
        }

        log().redeliver(List.of(told, to("we_2", told))).await();
        assertThat(log().redeliverGivenUp(merchant, "we_9").await()).isZero();
        assertThat(log().redeliverGivenUp(merchant, null).await()).isEqualTo(1);

        assertThat(claim(10)).containsExactlyInAnyOrder(new Claimed(told, 2, 1), new Claimed(never, 2, 1));
        assertThat(claimOf("we_2")).containsExactly(new Claimed(to("we_2", told), 1, 1));
    }

    @Test
    void eventsAreListedTheNewestFirstPageByPage() {
        List<Delivery> added =
                IntStream.range(0, 5).mapToObj(i -> payment(Samples.anyId())).toList();
        added.forEach(this::add);
        deliveries().givenUp(claim(1).getFirst(), "status 500").await();

        WebhookEventPage first = list(null, 3);
        WebhookEventPage second = list(first.next(), 3);

        List<String> ids =
                added.reversed().stream().map(each -> each.event().id()).toList();
        assertThat(first.events()).extracting(WebhookEvent::id).containsExactlyElementsOf(ids.subList(0, 3));
        assertThat(second.events()).extracting(WebhookEvent::id).containsExactlyElementsOf(ids.subList(3, 5));
        assertThat(second.next()).isNull();
        WebhookDelivery given = second.events().getLast().deliveries().getFirst();
        assertThat(given.state()).isEqualTo(WebhookDelivery.State.GIVEN_UP);
        assertThat(given.lastError()).isEqualTo("status 500");
        assertThat(given.endpointId()).isNull();
    }

    @Test
    void aStrangersCursorFindsNothingAndAnotherMerchantsEventIsNotThere() {
        Delivery added = payment(Samples.anyId());
        add(added);

        assertThat(list("' OR 1=1 --", 10).events()).isEmpty();
        assertThat(log().find(merchant + "x", added.event().id()).await()).isEmpty();
        assertThat(log().event(merchant, added.event().id()).await()).contains(added.event());
    }

    @Test
    void eventsAreFoundByTypeAndByPayment() {
        TxId id = Samples.anyId();
        add(payment(id), payment(Samples.anyId()), Samples.delivery(id, id, 2, merchant, WebhookType.PAYMENT_REVERSED));

        assertThat(log().list(new ListWebhookEvents(merchant, null, 10, "payment.reversed", null))
                        .await()
                        .events())
                .hasSize(1);
        assertThat(log().list(new ListWebhookEvents(merchant, null, 10, "no.such", null))
                        .await()
                        .events())
                .isEmpty();
        assertThat(log().list(new ListWebhookEvents(merchant, null, 10, null, id))
                        .await()
                        .events())
                .hasSize(2);
    }

    private WebhookEventPage list(String cursor, int limit) {
        return log().list(new ListWebhookEvents(merchant, cursor, limit, null, null))
                .await();
    }

    private static Delivery to(String endpointId, Delivery like) {
        return new Delivery(like.event(), endpointId, like.url());
    }

    private List<Claimed> claimOf(String endpointId) {
        return deliveries().claim(new Lane(merchant, endpointId), 10, LONG_MS).await();
    }

    private Delivery payment(TxId id) {
        return Samples.delivery(id, id, 1, merchant, WebhookType.PAYMENT_SUCCEEDED);
    }

    private void add(Delivery... added) {
        deliveries()
                .add(Arrays.stream(added).map(Delivery::event).toList(), List.of(added))
                .await();
    }

    private List<Claimed> claim(int limit) {
        return claim(limit, LONG_MS);
    }

    private List<Claimed> claim(int limit, long forMs) {
        return deliveries().claim(lane, limit, forMs).await();
    }
}
