package io.txswitch.cluster.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.channel.message.ChannelMessage;
import io.txswitch.channel.message.ChannelMessages;
import io.txswitch.cluster.control.ControlActions;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.journal.PaymentSearch;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Phase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What the control port can do on this node: questions to the journal, answered as JSON. */
final class NodeActions implements ControlActions {
    private final String node;
    private final ObjectMapper json;
    private final PaymentSearch search;
    private final ChannelMessages messages;
    private final IntSupplier members;

    NodeActions(String node, ObjectMapper json, PaymentSearch search, ChannelMessages messages, IntSupplier members) {
        this.node = node;
        this.json = json;
        this.search = search;
        this.messages = messages;
        this.members = members;
    }

    @Override
    public Future<JsonObject> show(String id, boolean withMessages) {
        return search.findAny(id)
                .compose(found -> Future.join(found.stream()
                                .map(view -> detailed(view, withMessages))
                                .toList())
                        .map(done -> payments(done.list())));
    }

    private Future<JsonObject> detailed(PaymentView view, boolean withMessages) {
        Future<JsonObject> hops =
                search.timeline(view.id()).map(steps -> object(view).put("hops", hops(steps)));
        return !withMessages
                ? hops
                : hops.compose(shown -> messages.of(view.id()).map(all -> shown.put("messages", messages(all))));
    }

    /** Each event with the time since the one before: how long each hop took. */
    private static JsonArray hops(List<PaymentSearch.Step> steps) {
        JsonArray hops = new JsonArray();
        Instant before = null;
        for (PaymentSearch.Step step : steps) {
            for (Event event : step.events()) {
                long afterMs = before == null
                        ? 0
                        : Duration.between(before, event.at()).toMillis();
                hops.add(new JsonObject()
                        .put("at", event.at().toString())
                        .put("event", event.getClass().getSimpleName())
                        .put("afterMs", afterMs)
                        .put("node", step.node()));
                before = event.at();
            }
        }
        return hops;
    }

    private static JsonArray messages(List<ChannelMessage> all) {
        JsonArray shown = new JsonArray();
        for (ChannelMessage each : all) {
            shown.add(new JsonObject()
                    .put("at", each.at().toString())
                    .put("channelId", each.channel())
                    .put("direction", each.direction().name())
                    .put("operation", each.operation())
                    .put("httpStatus", each.httpStatus())
                    .put("durationMs", each.durationMs())
                    .put("body", each.body()));
        }
        return shown;
    }

    @Override
    public Future<JsonObject> find(Filter filter) {
        return search.find(new PaymentSearch.Filter(
                        filter.merchant(),
                        filter.from(),
                        filter.to(),
                        filter.amountMinor(),
                        filter.last4(),
                        phase(filter.phase()),
                        PaymentSearch.MAX_FOUND))
                .map(found -> payments(found.stream().map(this::object).toList()));
    }

    private static @Nullable Phase phase(@Nullable String text) {
        return text == null ? null : Phase.valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    public Future<JsonObject> totals(LocalDate day, String by) {
        return search.totals(day, PaymentSearch.By.valueOf(by.toUpperCase(Locale.ROOT)))
                .map(rows -> {
                    JsonArray shown = new JsonArray();
                    rows.forEach(row -> shown.add(new JsonObject()
                            .put("key", row.key())
                            .put("currency", row.currency())
                            .put("kind", row.kind().name())
                            .put("phase", row.phase().name())
                            .put("count", row.count())
                            .put("amountMinor", row.amountMinor())
                            .put("refundedMinor", row.refundedMinor())));
                    return new JsonObject()
                            .put("day", day.toString())
                            .put("by", by)
                            .put("rows", shown);
                });
    }

    @Override
    public Future<JsonObject> status() {
        return Future.succeededFuture(new JsonObject().put("node", node).put("members", members.getAsInt()));
    }

    private static JsonObject payments(List<JsonObject> found) {
        return new JsonObject().put("payments", new JsonArray(found));
    }

    private JsonObject object(PaymentView view) {
        try {
            return new JsonObject(json.writeValueAsString(view)).put("rrn", view.rrn());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
