package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.PutWebhookEndpoint;
import io.txswitch.core.contract.WebhookEndpoints;
import io.txswitch.core.model.Secret;
import io.txswitch.notifier.Endpoints.Added;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Endpoints} promises; each adapter and its twin run the same tests. */
abstract class EndpointsContract {
    private static final long LONG_MS = 600_000;
    private static final Secret FIRST = new Secret("whsec_Zmlyc3Q=");
    private static final Secret SECOND = new Secret("whsec_c2Vjb25k");

    private final String merchant = "M" + Samples.anyId().text();

    abstract Endpoints endpoints();

    @Test
    void whatWasMadeComesBackWhole() {
        assertThat(endpoints()
                        .add(put("we_1", "payment.succeeded", "refund.succeeded"), FIRST)
                        .await())
                .isEqualTo(Added.ADDED);

        SignedEndpoint found = all().getFirst();
        assertThat(found.endpoint().url()).isEqualTo("https://shop.example/we_1");
        assertThat(found.endpoint().eventTypes()).containsExactly("payment.succeeded", "refund.succeeded");
        assertThat(found.endpoint().enabled()).isTrue();
        assertThat(found.secrets()).containsExactly(FIRST);
    }

    @Test
    void makingItAgainLeavesItAsItIs() {
        endpoints().add(put("we_1"), FIRST).await();

        assertThat(endpoints().add(put("we_1", "other.type"), SECOND).await()).isEqualTo(Added.THERE);
        assertThat(all()).hasSize(1);
        assertThat(all().getFirst().secrets()).containsExactly(FIRST);
        assertThat(all().getFirst().endpoint().eventTypes()).isEmpty();
    }

    @Test
    void thereAreNeverMoreThanAMerchantMayHaveHoweverManyAreMadeAtOnce() {
        List<Future<Added>> made = IntStream.range(0, WebhookEndpoints.MAX + 8)
                .mapToObj(i -> endpoints().add(put("we_" + i), FIRST))
                .toList();
        made.forEach(each -> each.otherwise(Added.TOO_MANY).await());

        assertThat(all().size()).isLessThanOrEqualTo(WebhookEndpoints.MAX);
        IntStream.range(100, 100 + WebhookEndpoints.MAX)
                .forEach(i -> endpoints().add(put("we_" + i), FIRST).await());
        assertThat(all()).hasSize(WebhookEndpoints.MAX);
        assertThat(endpoints().add(put("we_x"), FIRST).await()).isEqualTo(Added.TOO_MANY);
    }

    @Test
    void aRotatedSecretSignsBesideTheNewOneForAWhile() {
        endpoints().add(put("we_1"), FIRST).await();

        assertThat(endpoints()
                        .rotate(merchant, "we_1", SECOND, LONG_MS)
                        .await()
                        .orElseThrow()
                        .secrets())
                .containsExactly(SECOND, FIRST);
        assertThat(all().getFirst().secrets()).containsExactly(SECOND, FIRST);
        endpoints().rotate(merchant, "we_1", FIRST, 0).await();
        assertThat(all().getFirst().secrets()).containsExactly(FIRST);
    }

    @Test
    void itIsChangedAndRemovedByItsMerchantAlone() {
        endpoints().add(put("we_1"), FIRST).await();
        PutWebhookEndpoint off = new PutWebhookEndpoint(merchant, "we_1", false, "https://b.example", List.of(), false);
        PutWebhookEndpoint strangers =
                new PutWebhookEndpoint(merchant + "x", "we_1", false, "https://c.example", List.of(), true);

        assertThat(endpoints().change(strangers).await()).isEmpty();
        assertThat(endpoints().remove(merchant + "x", "we_1").await()).isEmpty();
        assertThat(endpoints().rotate(merchant + "x", "we_1", SECOND, 0).await())
                .isEmpty();
        assertThat(endpoints().change(off).await().orElseThrow().endpoint().url())
                .isEqualTo("https://b.example");
        assertThat(all().getFirst().wants(WebhookType.PAYMENT_SUCCEEDED)).isFalse();
        assertThat(endpoints().remove(merchant, "we_1").await()).isPresent();
        assertThat(all()).isEmpty();
    }

    private PutWebhookEndpoint put(String id, String... types) {
        return new PutWebhookEndpoint(merchant, id, true, "https://shop.example/" + id, List.of(types), true);
    }

    private List<SignedEndpoint> all() {
        return endpoints().of(List.of(merchant)).await();
    }
}
