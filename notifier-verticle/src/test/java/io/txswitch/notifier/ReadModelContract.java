package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.TxId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ReadModel} promises; each adapter and its twin run the same tests. */
abstract class ReadModelContract {
    private final PaymentView second = Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED);
    private final PaymentView first = Samples.refunded(second, 1, 0);
    private final PaymentView refunded = Samples.refunded(second, 2, 500);

    abstract ReadModel readModel();

    abstract Optional<PaymentView> find(TxId id);

    abstract Optional<TxId> idOf(String merchantId, String orderNo);

    @Test
    void whatWasWrittenIsFoundByIdAndByOrder() {
        write(second);

        assertThat(find(second.id())).contains(second);
        assertThat(idOf("SHOP", String.valueOf(second.orderNo()))).contains(second.id());
    }

    @Test
    void aNewerViewReplacesAnOlderOne() {
        write(first);
        write(second);

        assertThat(find(second.id())).contains(second);
    }

    @Test
    void anOlderViewChangesNothing() {
        write(second);
        write(first);

        assertThat(find(second.id())).contains(second);
    }

    @Test
    void aRefundShowsWithoutANewVersionAndIsNotForgotten() {
        write(second);
        write(refunded);
        write(second);

        assertThat(find(second.id())).contains(refunded);
    }

    @Test
    void aRefundsNumberIsNoOrderNumber() {
        PaymentView refund = Samples.refund(Samples.anyId(), "SHOP", second.id());
        write(refund);

        assertThat(find(refund.id())).contains(refund);
        assertThat(idOf("SHOP", String.valueOf(refund.orderNo()))).isEmpty();
    }

    @Test
    void whatAnAgreementSaysIsKeptWithIt() {
        PaymentView agreement = Samples.agreement(Phase.APPROVED);
        write(agreement);

        assertThat(find(agreement.id())).contains(agreement);
        assertThat(idOf("M1", String.valueOf(agreement.orderNo())))
                .as("its number is no order's")
                .isEmpty();
    }

    @Test
    void manyAreWrittenInOneGo() {
        List<PaymentView> many = IntStream.range(0, 250)
                .mapToObj(i -> Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED))
                .toList();
        readModel().write(many).await();

        assertThat(find(many.getFirst().id())).isPresent();
        assertThat(find(many.getLast().id())).isPresent();
    }

    private void write(PaymentView view) {
        readModel().write(List.of(view)).await();
    }
}
