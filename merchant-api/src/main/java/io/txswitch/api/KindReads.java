package io.txswitch.api;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.contract.ListPayments;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the transactions of one kind are read: by our id, by the merchant's number, or page by page. */
final class KindReads {
    private final PaymentReader reader;
    private final CoreAsk core;
    private final Kind kind;
    private final String number;
    private final Problem notFound;

    /** @param number the parameter that holds the merchant's own number */
    KindReads(PaymentReader reader, CoreAsk core, Kind kind, String number, Problem notFound) {
        this.reader = reader;
        this.core = core;
        this.kind = kind;
        this.number = number;
        this.notFound = notFound;
    }

    /** One by our id. */
    Parsed<Supplier<Future<Answer>>> read(ApiRequest request) {
        return TxId.isText(request.id())
                ? Operation.work(() -> shown(reader.byId(request.merchant(), TxId.parse(request.id())), null))
                : Operation.refuse(notFound);
    }

    /**
     * One by the merchant's number alone, for a client that was answered 202; else a page.
     *
     * @param original only of this payment
     */
    Parsed<Supplier<Future<Answer>>> list(ApiRequest request, @Nullable TxId original) {
        String named = request.query(number);
        if (named != null) {
            return find(request, named, original);
        }
        return switch (ListQuery.read(request, Set.of(kind), original)) {
            case Parsed.Bad<ListPayments> bad -> Operation.refuse(bad.problem());
            case Parsed.Ok<ListPayments> query ->
                Operation.work(() -> core.ask(
                        Addresses.PAYMENTS_LIST,
                        query.value(),
                        page -> new Answer.Resource(200, ListQuery.page(page), null)));
        };
    }

    private Parsed<Supplier<Future<Answer>>> find(ApiRequest request, String named, @Nullable TxId original) {
        if (request.query().size() > 1) {
            return Operation.refuse(Problem.of(ApiCode.INVALID_REQUEST, number + " stands alone."));
        }
        return TextRule.NUMBER.accepts(named)
                ? Operation.work(() -> shown(reader.byNumber(request.merchant(), named, kind), original))
                : Operation.refuse(notFound);
    }

    private Future<Answer> shown(Future<Optional<PaymentView>> found, @Nullable TxId original) {
        return found.map(view -> view.filter(each -> each.kind() == kind)
                        .filter(each -> original == null || original.equals(each.original()))
                        .map(each -> OutcomeAnswers.found(each, null))
                        .orElse(notFound))
                .recover(Payments::unreadable);
    }
}
