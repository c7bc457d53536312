package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Supplier;

/** The resource {@code /v1/agreements}: what payers consent to, with or without a payment at the same time. */
final class Agreements {
    /** An agreement that is over signs nothing any more. */
    private static final Set<String> OVER = Set.of("failed", "closed", "cancelling", "cancelled");

    private final ApiConfig config;
    private final Submitter submitter;
    private final KindReads reads;
    private final Idempotency idempotency;

    Agreements(ApiConfig config, Submitter submitter, PaymentReader reader, CoreAsk core, Idempotency idempotency) {
        this.config = config;
        this.submitter = submitter;
        this.reads = new KindReads(reader, core, Kind.AGREEMENT, "agreement_no", notFound());
        this.idempotency = idempotency;
    }

    static Problem notFound() {
        return Problem.of(ApiCode.AGREEMENT_NOT_FOUND, "This merchant has no such agreement.");
    }

    /** {@code POST /v1/agreements}. */
    Parsed<Supplier<Future<Answer>>> create(ApiRequest request) {
        return switch (NewAgreement.read(request.body(), config, request.merchant())) {
            case Parsed.Bad<NewAgreement> bad -> Operation.refuse(bad.problem());
            case Parsed.Ok<NewAgreement> asked ->
                Operation.work(() -> idempotency.guard(
                        request,
                        "agreement " + asked.value().meaning(),
                        () -> sign(request, asked.value()).compose(made -> pay(request, asked.value(), made))));
        };
    }

    private Future<Answer> sign(ApiRequest request, NewAgreement asked) {
        return submitter.submit(
                request.merchant(),
                asked.command(request.merchant(), config.answerWithinMs(), request.nonce()),
                null,
                TermsResource.unanswered(asked));
    }

    /**
     * The payment by which the payer signs, once there is an agreement to name. Whoever was cut off in between repeats
     * his request: the agreement is met by its number, and the payment is made then.
     */
    private Future<Answer> pay(ApiRequest request, NewAgreement asked, Answer made) {
        NewPayment payment = asked.payment();
        if (payment == null || !(made instanceof Answer.Resource agreement)) {
            return Future.succeededFuture(made);
        }
        ObjectNode body = agreement.body();
        if (!body.has("id") || OVER.contains(body.path("status").asText())) {
            return Future.succeededFuture(made);
        }
        NewPayment signing = payment.signing(TxId.parse(body.path("id").asText()), asked.terms());
        return submitter
                .pay(request.merchant(), signing, config.answerWithinMs(), nonceOfPayment(request))
                .map(paid -> together(agreement, PayPlaces.named(paid, config)));
    }

    /** The agreement's first append has taken the request's own; the journal takes each once. */
    private static String nonceOfPayment(ApiRequest request) {
        return Fingerprint.of("nonce", request.nonce(), "of", "payment");
    }

    private static Answer together(Answer.Resource agreement, Answer paid) {
        ObjectNode body = agreement.body();
        int status = agreement.status();
        switch (paid) {
            case Answer.Resource payment -> {
                body.set("payment", payment.body());
                status = payment.status() == 202 ? 202 : status;
            }
            case Problem problem -> body.set("payment_problem", problem.json(null));
        }
        return new Answer.Resource(status, body, agreement.location());
    }

    /** {@code GET /v1/agreements/:id}. */
    Parsed<Supplier<Future<Answer>>> read(ApiRequest request) {
        return reads.read(request);
    }

    /** {@code GET /v1/agreements}. */
    Parsed<Supplier<Future<Answer>>> list(ApiRequest request) {
        return reads.list(request, null);
    }
}
