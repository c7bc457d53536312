package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import org.junit.jupiter.api.Test;

class WebhookBodyTest {
    @Test
    void aQrPayment() {
        PaymentView view = Samples.of(Kind.WALLET_PAYMENT, Phase.APPROVED);

        assertThat(WebhookBody.of(WebhookType.PAYMENT_SUCCEEDED, Samples.approved(view), null))
                .isEqualTo("""
                {"id":"evt_000000000002D_1","type":"payment.succeeded","created_at":"2026-03-04T05:06:08.089Z",\
                "data":{"id":"000000000002D","order_no":"o-1","status":"succeeded","product":"alipay_qr",\
                "amount":1234,"currency":"CNY","channel":"alipay","channel_trade_no":"2026030422001",\
                "refunded_amount":0,"created_at":"2026-03-04T05:06:07.089Z",\
                "updated_at":"2026-03-04T05:06:07.989Z"}}""");
    }

    @Test
    void aCardPaymentNamesItsTerminalAndNoMoreOfTheCardThanMayBeShown() {
        PaymentView view = Samples.view(
                new TxId(77), 2, Kind.SALE, Phase.DECLINED, Reason.DECLINED_BY_HOST, "M1", null, 0, null, null);

        assertThat(WebhookBody.of(WebhookType.PAYMENT_FAILED, Samples.event(3, view, "HostDeclined"), null))
                .isEqualTo("""
                {"id":"evt_000000000002D_3","type":"payment.failed","created_at":"2026-03-04T05:06:08.089Z",\
                "data":{"id":"000000000002D","status":"failed","product":"card","amount":1234,"currency":"CNY",\
                "channel":"bank-a","refunded_amount":0,"rrn":"000000000025","terminal_id":"T0000001",\
                "masked_pan":"411111******1111","response_code":"00","reason":"declined",\
                "created_at":"2026-03-04T05:06:07.089Z","updated_at":"2026-03-04T05:06:07.989Z"}}""");
    }

    @Test
    void aRefundNamesItsPaymentAndThatPaymentsOrder() {
        PaymentView original = Samples.of(Kind.WALLET_PAYMENT, Phase.APPROVED);
        PaymentView view =
                Samples.view(new TxId(78), 2, Kind.REFUND, Phase.APPROVED, null, "M1", "r-1", 0, original.id(), null);

        assertThat(WebhookBody.of(WebhookType.REFUND_SUCCEEDED, Samples.approved(view), original))
                .isEqualTo("""
                {"id":"evt_000000000002E_1","type":"refund.succeeded","created_at":"2026-03-04T05:06:08.089Z",\
                "data":{"id":"000000000002E","refund_no":"r-1","payment_id":"000000000002D","order_no":"o-1",\
                "status":"succeeded","amount":1234,"currency":"CNY",\
                "created_at":"2026-03-04T05:06:07.089Z","updated_at":"2026-03-04T05:06:07.989Z"}}""");
    }
}
