package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Phase;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadModelWriterTest {
    private final InMemoryReadModel store = new InMemoryReadModel();
    private boolean away;
    private final ReadModelWriter writer = new ReadModelWriter(new ReadModel() {
        @Override
        public Future<Void> write(List<PaymentView> views) {
            return away ? Future.failedFuture("away") : store.write(views);
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    });

    @Test
    void whatCouldNotBeWrittenStandsThereOnceTheStoreIsBack() {
        PaymentView paid = Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED);
        PaymentView after = Samples.refunded(paid, 2, 1_000);
        writer.write(List.of(paid)).await();
        away = true;
        writer.write(List.of(after)).await();
        writer.write(List.of(paid)).await();
        assertThat(store.find(paid.id())).contains(paid);

        away = false;
        writer.retry();

        assertThat(store.find(paid.id())).contains(after);
    }
}
