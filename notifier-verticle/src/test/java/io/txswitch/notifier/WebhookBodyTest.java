package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxId;
import java.util.List;
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

    private static final String TIMES =
            "\"created_at\":\"2026-03-04T05:06:07.089Z\",\"updated_at\":\"2026-03-04T05:06:07.989Z\"}}";

    @Test
    void anAgreementSaysWhoSignedWhat() {
        PaymentView view = Samples.agreement(Phase.APPROVED);

        assertThat(WebhookBody.of(WebhookType.AGREEMENT_SIGNED, Samples.approved(view), null))
                .isEqualTo("""
                {"id":"evt_000000000002D_1","type":"agreement.signed","created_at":"2026-03-04T05:06:08.089Z",\
                "data":{"id":"000000000002D","agreement_no":"o-1","status":"signed","product":"alipay_agreement",\
                "payer_ref":"member-17","period_unit":"month","period_count":1,"amount":1500,"currency":"CNY",\
                "first_due_on":"2026-04-01","renews":true,"channel":"alipay",\
                "channel_agreement_no":"2026030422001",""" + TIMES);
    }

    @Test
    void anAgreementThatTheWalletRefusedIsClosedAndSaysSo() {
        PaymentView view = Samples.agreement(Phase.DECLINED);

        assertThat(WebhookBody.of(WebhookType.AGREEMENT_CLOSED, Samples.event(1, view, "HostDeclined"), null))
                .contains("\"type\":\"agreement.closed\"", "\"status\":\"failed\"");
    }

    @Test
    void aDeductionNamesItsAgreement() {
        PaymentView view =
                Samples.view(new TxId(78), 2, Kind.DEDUCTION, Phase.APPROVED, null, "M1", "o-2", 0, new TxId(77), null);

        assertThat(WebhookBody.of(WebhookType.PAYMENT_SUCCEEDED, Samples.approved(view), null))
                .contains("\"order_no\":\"o-2\"", "\"agreement_id\":\"000000000002D\"");
    }

    @Test
    void aTransferThatFailedHasTheWalletsOwnCode() {
        PaymentView view = Samples.saying(
                Samples.of(Kind.TRANSFER, Phase.DECLINED), "alipay_transfer", Terms.payee("2088-1"), "PAYEE_NOT_EXIST");

        assertThat(WebhookBody.of(WebhookType.TRANSFER_FAILED, Samples.event(1, view, "HostDeclined"), null))
                .isEqualTo("""
                {"id":"evt_000000000002D_1","type":"transfer.failed","created_at":"2026-03-04T05:06:08.089Z",\
                "data":{"id":"000000000002D","transfer_no":"o-1","status":"failed","product":"alipay_transfer",\
                "amount":1234,"currency":"CNY","payee_id":"2088-1","title":"tea","channel":"alipay",\
                "channel_trade_no":"2026030422001","channel_code":"PAYEE_NOT_EXIST",""" + TIMES);
    }

    @Test
    void profitSharingNamesItsPaymentAndWhoGotWhat() {
        PaymentView view = Samples.saying(
                Samples.view(new TxId(79), 2, Kind.SHARE, Phase.APPROVED, null, "M1", "s-1", 0, new TxId(77), null),
                "alipay_share",
                Terms.receivers(List.of(new ShareReceiver(ShareReceiver.Type.PERSON, "2088-1", 1234, null))),
                null);

        assertThat(WebhookBody.of(WebhookType.SHARE_SUCCEEDED, Samples.approved(view), null))
                .isEqualTo("""
                {"id":"evt_000000000002F_1","type":"share.succeeded","created_at":"2026-03-04T05:06:08.089Z",\
                "data":{"id":"000000000002F","share_no":"s-1","payment_id":"000000000002D","status":"succeeded",\
                "product":"alipay_share","amount":1234,"currency":"CNY",\
                "receivers":[{"type":"person","account":"2088-1","amount":1234}],"channel":"alipay",\
                "channel_trade_no":"2026030422001",""" + TIMES);
    }
}
