package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.contract.ListPayments;
import io.txswitch.core.contract.PaymentPage;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.TxId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query of a list: what to show, from where on, and how much; and the page that answers it. Pure. */
final class ListQuery {
    private static final int DEFAULT_LIMIT = 20;
    private static final int RADIX = 36;
    private static final int MAX_MICROS_CHARS = 11;

    private ListQuery() {}

    /** @param original only what names this payment, null for any */
    static Parsed<ListPayments> read(ApiRequest request, Set<Kind> kinds, @Nullable TxId original) {
        QueryFields fields = new QueryFields(request);
        int limit = fields.limit(DEFAULT_LIMIT, ListPayments.MAX_LIMIT);
        Set<Phase> phases = phases(fields, kinds, request.query("status"));
        Instant from = time(fields.text("created_from", TextRule.TIME));
        Instant to = time(fields.text("created_to", TextRule.TIME));
        ListPayments.Place after = place(fields, request.query("cursor"));
        Problem problem = fields.problem();
        return problem != null
                ? new Parsed.Bad<>(problem)
                : new Parsed.Ok<>(
                        new ListPayments(request.merchant().id(), kinds, phases, from, to, original, after, limit));
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    private static Set<Phase> phases(QueryFields fields, Set<Kind> kinds, @Nullable String status) {
        Set<Phase> found = EnumSet.noneOf(Phase.class);
        for (Phase phase : Phase.values()) {
            if (kinds.stream()
                    .anyMatch(kind -> PaymentResource.status(kind, phase).equals(status))) {
                found.add(phase);
            }
        }
        if (status != null && found.isEmpty()) {
            fields.refuse("status", "is none that this resource has");
        }
        return found;
    }

    /** {@code <microseconds since 1970 in base 36>.<id>}. */
    private static ListPayments.@Nullable Place place(QueryFields fields, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        int dot = cursor.indexOf('.');
        if (dot > 0 && dot <= MAX_MICROS_CHARS && TxId.isText(cursor.substring(dot + 1))) {
            String micros = cursor.substring(0, dot);
            if (micros.chars().allMatch(c -> Character.digit(c, RADIX) >= 0 && c < 0x7f)) {
                Instant at = Instant.EPOCH.plus(Long.parseLong(micros, RADIX), ChronoUnit.MICROS);
                return new ListPayments.Place(at, TxId.parse(cursor.substring(dot + 1)));
            }
        }
        fields.refuse("cursor", "is none of ours");
        return null;
    }

    static ObjectNode page(PaymentPage page) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        ArrayNode data = out.putArray("data");
        page.payments().forEach(view -> data.add(PaymentResource.of(view, null)));
        if (page.more()) {
            PaymentView last = page.payments().getLast();
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, last.receivedAt());
            out.put(
                    "next_cursor",
                    Long.toString(micros, RADIX) + "." + last.id().text());
        }
        return out;
    }
}
