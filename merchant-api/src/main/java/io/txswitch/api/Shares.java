package io.txswitch.api;

import io.txswitch.core.config.Merchant;
import io.txswitch.core.config.Product;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The resource {@code /v1/payments/:id/shares}: parts of a payment handed on (profit sharing). */
final class Shares {
    private final ApiConfig config;
    private final Submitter submitter;
    private final PaymentReader reader;
    private final KindReads reads;
    private final Idempotency idempotency;

    Shares(ApiConfig config, Submitter submitter, PaymentReader reader, CoreAsk core, Idempotency idempotency) {
        this.config = config;
        this.submitter = submitter;
        this.reader = reader;
        Problem notFound = Problem.of(ApiCode.SHARE_NOT_FOUND, "This payment was never shared under this number.");
        this.reads = new KindReads(reader, core, Kind.SHARE, "share_no", notFound);
        this.idempotency = idempotency;
    }

    /** {@code POST /v1/payments/:id/shares}: whether there is enough left is for the journal's guard to say. */
    Parsed<Supplier<Future<Answer>>> create(ApiRequest request) {
        if (!TxId.isText(request.id())) {
            return Operation.refuse(Payments.notFound());
        }
        TxId id = TxId.parse(request.id());
        return switch (NewShare.read(request.body(), config)) {
            case Parsed.Bad<NewShare> bad -> Operation.refuse(bad.problem());
            case Parsed.Ok<NewShare> asked ->
                Operation.work(() -> idempotency.guard(
                        request,
                        "share " + id.text() + " " + asked.value().meaning(),
                        () -> share(request, id, asked.value())));
        };
    }

    private Future<Answer> share(ApiRequest request, TxId id, NewShare asked) {
        Merchant merchant = request.merchant();
        return reader.journaled(merchant, id)
                .compose(found -> {
                    PaymentView payment =
                            found.filter(view -> view.kind().isCharge()).orElse(null);
                    if (payment == null) {
                        return Future.<Answer>succeededFuture(Payments.notFound());
                    }
                    Optional<Product> by = product(payment, asked.product());
                    if (!payment.kind().isWalletPayment() || by.isEmpty()) {
                        String detail = "The channel of this payment hands on no parts of it, or the product is none"
                                + " of this channel's.";
                        return Future.<Answer>succeededFuture(Problem.of(ApiCode.NOT_SUPPORTED, detail, "product"));
                    }
                    return submitter.submit(
                            merchant,
                            asked.command(merchant, payment, by.get(), config.answerWithinMs(), request.nonce()),
                            payment,
                            TermsResource.unanswered(asked, payment));
                })
                .recover(Payments::unreadable);
    }

    /** The row by which parts of this payment are handed on. */
    private Optional<Product> product(PaymentView payment, @Nullable String named) {
        Product paidBy = config.products().get(payment.product());
        String channel = paidBy == null ? null : paidBy.channel();
        return config.products().values().stream()
                .filter(each -> each.mode() == PayMode.SHARE && each.enabled())
                .filter(each -> each.channel() != null && each.channel().equals(channel))
                .filter(each -> named == null || named.equals(each.id()))
                .filter(each -> each.currencies().contains(payment.money().currency()))
                .min(Comparator.comparing(Product::id));
    }

    /** {@code GET /v1/payments/:id/shares}. */
    Parsed<Supplier<Future<Answer>>> list(ApiRequest request) {
        if (!TxId.isText(request.id())) {
            return Operation.refuse(Payments.notFound());
        }
        TxId id = TxId.parse(request.id());
        return switch (reads.list(request, id)) {
            case Parsed.Bad<Supplier<Future<Answer>>> bad -> bad;
            case Parsed.Ok<Supplier<Future<Answer>>> asked ->
                Operation.work(() -> reader.byId(request.merchant(), id)
                        .compose(found -> found.filter(view -> view.kind().isCharge())
                                .map(payment -> asked.value().get())
                                .orElse(Future.succeededFuture(Payments.notFound())))
                        .recover(Payments::unreadable));
        };
    }
}
