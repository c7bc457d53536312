package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.config.Product;
import io.txswitch.core.contract.MerchantTotals;
import io.txswitch.core.contract.ReadTotals;
import io.txswitch.core.model.Kind;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What a merchant reads about his business as a whole: a day's totals, and what he can sell by. */
final class Reports {
    private final ApiConfig config;
    private final CoreAsk core;

    Reports(ApiConfig config, CoreAsk core) {
        this.config = config;
        this.core = core;
    }

    private record Group(String product, String kind, String status, String currency) {}

    private record Sum(long count, long amountMinor, long refundedMinor) {
        Sum plus(Sum other) {
            return new Sum(count + other.count, amountMinor + other.amountMinor, refundedMinor + other.refundedMinor);
        }
    }

    Parsed<Supplier<Future<Answer>>> totals(ApiRequest request) {
        QueryFields fields = new QueryFields(request);
        String day = fields.text("day", TextRule.DAY);
        String offset = fields.text("utc_offset", TextRule.OFFSET);
        Problem problem = fields.problem();
        if (problem != null) {
            return Operation.refuse(problem);
        }
        if (day == null) {
            return Operation.refuse(Problem.of(ApiCode.MISSING_PARAMETER, "day is missing.", "day"));
        }
        LocalDate date = LocalDate.parse(day);
        ZoneOffset zone = offset == null ? config.dayOffset() : ZoneOffset.of(offset);
        Instant from = date.atStartOfDay().toInstant(zone);
        ReadTotals query = new ReadTotals(
                request.merchant().id(), from, date.plusDays(1).atStartOfDay().toInstant(zone));
        return Operation.work(() -> core.ask(
                Addresses.TOTALS_READ, query, totals -> new Answer.Resource(200, totals(day, zone, totals), null)));
    }

    private static ObjectNode totals(String day, ZoneOffset zone, MerchantTotals totals) {
        Map<Group, Sum> sums = new TreeMap<>(Comparator.comparing(Group::product)
                .thenComparing(Group::kind)
                .thenComparing(Group::status)
                .thenComparing(Group::currency));
        for (MerchantTotals.Row row : totals.rows()) {
            Group group = new Group(
                    row.product(), kind(row.kind()), PaymentResource.status(row.kind(), row.phase()), row.currency());
            sums.merge(group, new Sum(row.count(), row.amountMinor(), row.refundedMinor()), Sum::plus);
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("day", day);
        out.put("utc_offset", zone.equals(ZoneOffset.UTC) ? "+00:00" : zone.getId());
        ArrayNode data = out.putArray("data");
        sums.forEach((group, sum) -> data.addObject()
                .put("product", group.product)
                .put("kind", group.kind)
                .put("status", group.status)
                .put("currency", group.currency)
                .put("count", sum.count)
                .put("amount", sum.amountMinor)
                .put("refunded_amount", sum.refundedMinor));
        return out;
    }

    private static String kind(Kind kind) {
        if (kind.isCharge()) {
            return "payment";
        }
        return switch (kind) {
            case REFUND -> "refund";
            case TRANSFER -> "transfer";
            case AGREEMENT -> "agreement";
            case SHARE -> "share";
            case COMPENSATION -> "compensation";
            default -> "other";
        };
    }

    Parsed<Supplier<Future<Answer>>> products(ApiRequest request) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        ArrayNode data = out.putArray("data");
        config.products().values().stream()
                .sorted(Comparator.comparing(Product::id))
                .forEach(product -> data.add(resource(product)));
        return Operation.work(() -> Future.succeededFuture(new Answer.Resource(200, out, null)));
    }

    private static ObjectNode resource(Product product) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("id", product.id());
        if (product.channel() != null) {
            out.put("channel", product.channel());
        }
        out.put("mode", product.mode().text());
        ArrayNode required = out.putArray("required");
        Product.OPTIONAL_MEMBERS.stream().sorted().filter(product::needs).forEach(required::add);
        ArrayNode currencies = out.putArray("currencies");
        product.currencies().forEach(currencies::add);
        out.put("min_amount", product.minAmountMinor());
        out.put("max_amount", product.maxAmountMinor());
        out.put("enabled", product.enabled());
        return out;
    }
}
