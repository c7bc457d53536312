package io.txswitch.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.ClosePayment;
import io.txswitch.core.contract.ConfirmPayment;
import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.SharedSecret;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a merchant asks beside payments and refunds, in a {@link FlowWorld}. */
final class Consents {
    static final long MAX_MINOR = 500;

    private final FlowWorld world;

    Consents(FlowWorld world) {
        this.world = world;
    }

    static AgreementTerms terms(String payerRef, boolean renews) {
        return new AgreementTerms(
                payerRef, AgreementTerms.Unit.MONTH, 1, MAX_MINOR, "CNY", LocalDate.of(2026, 3, 1), renews);
    }

    static SubmitPayment command(
            Kind kind,
            String merchant,
            String number,
            long amountMinor,
            @Nullable TxId original,
            @Nullable Terms terms) {
        String product = switch (kind) {
            case AGREEMENT -> "alipay_agreement";
            case DEDUCTION -> "alipay_deduct";
            case TRANSFER -> "alipay_transfer";
            case SHARE -> "alipay_share";
            default -> "alipay_qr";
        };
        return new SubmitPayment(
                kind,
                "m:" + merchant + ":" + kind + ":" + number,
                "f" + amountMinor,
                merchant,
                null,
                product,
                Money.cny(amountMinor),
                null,
                number,
                null,
                null,
                original,
                "tea",
                null,
                FlowWorld.ANSWER_WITHIN_MS,
                null,
                null,
                null,
                null,
                null,
                terms);
    }

    static SubmitPayment sign(String number, String payerRef) {
        return command(Kind.AGREEMENT, "M1", number, 0, null, Terms.agreement(terms(payerRef, true)));
    }

    static SubmitPayment deduct(String number, TxId agreement, long amountMinor) {
        return command(Kind.DEDUCTION, "M1", number, amountMinor, agreement, null);
    }

    static SubmitPayment transfer(String number, long amountMinor) {
        return command(Kind.TRANSFER, "M1", number, amountMinor, null, Terms.payee("openid-1"));
    }

    static SubmitPayment share(String number, TxId payment, long... partsMinor) {
        List<ShareReceiver> receivers = java.util.Arrays.stream(partsMinor)
                .mapToObj(minor -> new ShareReceiver(ShareReceiver.Type.MERCHANT, "M-" + minor, minor, null))
                .toList();
        long sumMinor = java.util.Arrays.stream(partsMinor).sum();
        return command(Kind.SHARE, "M1", number, sumMinor, payment, Terms.receivers(receivers));
    }

    /** The wallet shows where to sign. */
    static HostAnswer signHere() {
        return HostAnswer.of(
                Result.PENDING, new HostFacts(null, null, null, null, "https://wallet.example/sign", null, null));
    }

    static HostAnswer signed() {
        return HostAnswer.of(Result.APPROVED, new HostFacts("NORMAL", null, "agr-2026", null, null, null, null));
    }

    Outcome submitted(SubmitPayment command) {
        Future<Outcome> outcome = world.actor.submit(command);
        world.settle();
        return outcome.result();
    }

    TxId pendingAgreement(String number, String payerRef) {
        world.hostSays(signHere());
        Outcome outcome = submitted(sign(number, payerRef));
        assertThat(outcome.result()).isEqualTo(Outcome.Result.PENDING);
        return outcome.payment().id();
    }

    TxId signedAgreement(String number, String payerRef) {
        TxId id = pendingAgreement(number, payerRef);
        assertThat(report(id, signed())).isEqualTo(FactReceipt.TAKEN);
        return id;
    }

    TxId paidOrder(String number, long amountMinor) {
        world.hostSays(HostAnswer.of(Result.PENDING, HostFacts.NONE));
        TxId id = submitted(FlowWorld.order(number, amountMinor)).payment().id();
        assertThat(report(id, FlowWorld.paid(amountMinor))).isEqualTo(FactReceipt.TAKEN);
        return id;
    }

    FactReceipt report(TxId id, HostAnswer answer) {
        Future<FactReceipt> receipt =
                world.actor.reported(new ReportHostFact(FlowWorld.WALLET, id, answer, "app", "mch", "n1"));
        world.settle();
        return receipt.result();
    }

    Future<Outcome> close(TxId id, ClosePayment.How how) {
        Future<Outcome> outcome = world.actor.close(new ClosePayment(id, "M1", how, FlowWorld.ANSWER_WITHIN_MS));
        world.settle();
        return outcome;
    }

    Future<Outcome> confirm(TxId id, String code) {
        Future<Outcome> outcome =
                world.actor.confirm(new ConfirmPayment(id, "M1", new SharedSecret(code), FlowWorld.ANSWER_WITHIN_MS));
        world.settle();
        return outcome;
    }
}
