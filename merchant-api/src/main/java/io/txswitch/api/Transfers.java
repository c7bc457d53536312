package io.txswitch.api;

import io.txswitch.core.model.Kind;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** The resource {@code /v1/transfers}: money to a payer's wallet, never taken back. */
final class Transfers {
    private final ApiConfig config;
    private final Submitter submitter;
    private final KindReads reads;
    private final Idempotency idempotency;

    Transfers(ApiConfig config, Submitter submitter, PaymentReader reader, CoreAsk core, Idempotency idempotency) {
        this.config = config;
        this.submitter = submitter;
        Problem notFound = Problem.of(ApiCode.TRANSFER_NOT_FOUND, "This merchant has no such transfer.");
        this.reads = new KindReads(reader, core, Kind.TRANSFER, "transfer_no", notFound);
        this.idempotency = idempotency;
    }

    /** {@code POST /v1/transfers}. */
    Parsed<Supplier<Future<Answer>>> create(ApiRequest request) {
        return switch (NewTransfer.read(request.body(), config, request.merchant())) {
            case Parsed.Bad<NewTransfer> bad -> Operation.refuse(bad.problem());
            case Parsed.Ok<NewTransfer> asked ->
                Operation.work(() -> idempotency.guard(
                        request,
                        "transfer " + asked.value().transferNo() + " "
                                + asked.value().fingerprint(),
                        () -> create(request, asked.value())));
        };
    }

    private Future<Answer> create(ApiRequest request, NewTransfer asked) {
        return submitter.submit(
                request.merchant(),
                asked.command(request.merchant(), config.answerWithinMs(), request.nonce()),
                null,
                TermsResource.unanswered(asked));
    }

    /** {@code GET /v1/transfers/:id}. */
    Parsed<Supplier<Future<Answer>>> read(ApiRequest request) {
        return reads.read(request);
    }

    /** {@code GET /v1/transfers}. */
    Parsed<Supplier<Future<Answer>>> list(ApiRequest request) {
        return reads.list(request, null);
    }
}
