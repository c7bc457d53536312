package io.txswitch.notifier;

import static io.txswitch.notifier.MySqlStore.NOW_MS;
import static io.txswitch.notifier.MySqlStore.text;

import io.txswitch.core.config.KeyRing;
import io.txswitch.core.contract.PutWebhookEndpoint;
import io.txswitch.core.contract.WebhookEndpoint;
import io.txswitch.core.contract.WebhookEndpoints;
import io.txswitch.core.model.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@link Endpoints} in the table {@code notify_endpoint}, the secrets sealed under the master key.
 *
 * <p>Each endpoint takes one of its merchant's numbered slots: a unique key keeps the number of endpoints, whoever
 * makes some at the same time.
 */
public final class MySqlEndpoints implements Endpoints {
    private static final String PURPOSE = "webhook-secret";

    private static final String ALL = "SELECT merchant_id, endpoint_id, slot, url, event_types, enabled, secret,"
            + " IF(previous_until_ms > " + NOW_MS + ", previous_secret, NULL) AS previous, created_at_ms, updated_at_ms"
            + " FROM notify_endpoint WHERE merchant_id IN ";
    private static final String OLDEST_FIRST = " ORDER BY created_at_ms, endpoint_id";
    private static final String INSERT =
            "INSERT INTO notify_endpoint (merchant_id, endpoint_id, slot, url, event_types,"
                    + " enabled, secret, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, " + NOW_MS + ", "
                    + NOW_MS
                    + ") ON DUPLICATE KEY UPDATE endpoint_id = endpoint_id";
    private static final String ONE = " WHERE merchant_id = ? AND endpoint_id = ?";
    private static final String CHANGE =
            "UPDATE notify_endpoint SET url = ?, event_types = ?, enabled = ?," + " updated_at_ms = " + NOW_MS + ONE;
    private static final String ROTATE = "UPDATE notify_endpoint SET previous_secret = secret, secret = ?,"
            + " previous_until_ms = " + NOW_MS + " + ?, updated_at_ms = " + NOW_MS + ONE;
    private static final String DELETE = "DELETE FROM notify_endpoint" + ONE;

    private final MySqlStore store;
    private final KeyRing keys;

    public MySqlEndpoints(MySqlStore store, KeyRing keys) {
        this.store = store;
        this.keys = keys;
    }

    @Override
    public Future<List<SignedEndpoint>> of(Collection<String> merchantIds) {
        return merchantIds.isEmpty()
                ? Future.succeededFuture(List.of())
                : rows(merchantIds).map(rows -> {
                    List<SignedEndpoint> found = new ArrayList<>();
                    rows.forEach(row -> found.add(endpoint(row)));
                    return found;
                });
    }

    private Future<RowSet<Row>> rows(Collection<String> merchantIds) {
        return store.query(
                ALL + MySqlStore.marks(merchantIds) + OLDEST_FIRST, Tuple.tuple(new ArrayList<Object>(merchantIds)));
    }

    private SignedEndpoint endpoint(Row row) {
        String types = text(row, "event_types");
        String previous = row.getString("previous");
        return new SignedEndpoint(
                new WebhookEndpoint(
                        text(row, "endpoint_id"),
                        text(row, "merchant_id"),
                        text(row, "url"),
                        types.isEmpty() ? List.of() : List.of(types.split(",")),
                        row.getInteger("enabled") != 0,
                        Instant.ofEpochMilli(row.getLong("created_at_ms")),
                        Instant.ofEpochMilli(row.getLong("updated_at_ms"))),
                open(text(row, "secret")),
                previous == null ? null : open(previous));
    }

    private Secret open(String sealed) {
        return new Secret(new String(keys.unseal(PURPOSE, sealed), StandardCharsets.UTF_8));
    }

    private String seal(Secret secret) {
        return keys.seal(PURPOSE, secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Future<Added> add(PutWebhookEndpoint made, Secret secret) {
        return add(made, seal(secret), WebhookEndpoints.MAX);
    }

    private Future<Added> add(PutWebhookEndpoint made, String sealed, int triesLeft) {
        return rows(List.of(made.merchantId())).compose(rows -> {
            Row there = find(rows, made.id());
            if (there != null) {
                // Sealing is never the same twice: this is the row of this very call.
                return Future.succeededFuture(text(there, "secret").equals(sealed) ? Added.ADDED : Added.THERE);
            }
            List<Integer> taken = new ArrayList<>();
            rows.forEach(row -> taken.add(row.getInteger("slot")));
            var free = IntStream.range(0, WebhookEndpoints.MAX)
                    .filter(slot -> !taken.contains(slot))
                    .findFirst();
            if (free.isEmpty()) {
                return Future.succeededFuture(Added.TOO_MANY);
            }
            if (triesLeft == 0) {
                return Future.failedFuture("every free slot was taken by somebody else");
            }
            return insert(made, sealed, free.getAsInt()).compose(done -> add(made, sealed, triesLeft - 1));
        });
    }

    private static @Nullable Row find(RowSet<Row> rows, String id) {
        for (Row row : rows) {
            if (text(row, "endpoint_id").equals(id)) {
                return row;
            }
        }
        return null;
    }

    private Future<RowSet<Row>> insert(PutWebhookEndpoint made, String sealed, int slot) {
        return store.query(
                INSERT,
                Tuple.tuple(List.of(
                        made.merchantId(),
                        made.id(),
                        slot,
                        made.url(),
                        String.join(",", made.eventTypes()),
                        made.enabled() ? 1 : 0,
                        sealed)));
    }

    @Override
    public Future<Optional<SignedEndpoint>> change(PutWebhookEndpoint change) {
        return store.query(
                        CHANGE,
                        Tuple.of(
                                change.url(),
                                String.join(",", change.eventTypes()),
                                change.enabled() ? 1 : 0,
                                change.merchantId(),
                                change.id()))
                .compose(done -> find(change.merchantId(), change.id()));
    }

    @Override
    public Future<Optional<SignedEndpoint>> rotate(String merchantId, String id, Secret secret, long overlapMs) {
        return store.query(ROTATE, Tuple.of(seal(secret), overlapMs, merchantId, id))
                .compose(done -> find(merchantId, id));
    }

    @Override
    public Future<Optional<SignedEndpoint>> remove(String merchantId, String id) {
        return find(merchantId, id)
                .compose(found -> store.query(DELETE, Tuple.of(merchantId, id)).map(found));
    }

    private Future<Optional<SignedEndpoint>> find(String merchantId, String id) {
        return rows(List.of(merchantId))
                .map(rows -> Optional.ofNullable(find(rows, id)).map(this::endpoint));
    }
}
