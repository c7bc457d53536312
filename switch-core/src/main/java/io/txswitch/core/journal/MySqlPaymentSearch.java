package io.txswitch.core.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.contract.BatchContents;
import io.txswitch.core.contract.ListPayments;
import io.txswitch.core.contract.MerchantTotals;
import io.txswitch.core.contract.PaymentPage;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.ReadBatch;
import io.txswitch.core.contract.ReadPayment;
import io.txswitch.core.contract.ReadTotals;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link PaymentSearch} on the journal's own tables. */
public final class MySqlPaymentSearch implements PaymentSearch {
    private static final String IN_BATCH = " WHERE t.terminal_id=? AND t.batch_no=? AND t.id>=?";

    private static final String BATCH_SUMS =
            "SELECT t.kind,t.phase,o.kind,COUNT(*),CAST(SUM(t.amount_minor) AS SIGNED) FROM tx t"
                    + " LEFT JOIN tx o ON o.id=t.original_id" + IN_BATCH + " GROUP BY t.kind,t.phase,o.kind";
    private static final String BATCH_LIST =
            "SELECT t.* FROM tx t" + IN_BATCH + " ORDER BY t.id LIMIT " + BatchContents.MAX_LISTED;
    /** A question that takes longer is too wide, and its asker has gone. */
    private static final int ANSWER_TIMEOUT_MS = 10_000;
    /** Payments shown whole for one typed number. */
    private static final int MAX_WHOLE = 50;

    private static final String TIMELINE = "SELECT e.seq,e.at,COALESCE(l.node_id,'?'),e.writer,e.phase,e.body"
            + " FROM tx_event e LEFT JOIN node_lease l ON l.node_no=FLOOR(e.writer/" + MySqlJournal.MAX_WRITERS + ")"
            + " WHERE e.tx_id=? ORDER BY e.seq";

    private final Pool pool;
    private final EventBody json;
    private final MySqlReads reads;

    /**
     * On a pool of {@link MySqlConnections}.
     *
     * @param mapper of {@link io.txswitch.core.bus.WireJson}
     */
    public MySqlPaymentSearch(Pool pool, ObjectMapper mapper) {
        this.pool = pool;
        this.json = new EventBody(mapper);
        this.reads = new MySqlReads(pool, json);
    }

    @Override
    public Future<List<PaymentView>> findAny(String number) {
        SearchedNumber searched = SearchedNumber.of(number);
        Set<TxId> found = new LinkedHashSet<>(searched.ids());
        Future<Void> asked = collect(found, "SELECT id FROM tx WHERE channel_no=?", Tuple.of(searched.text()))
                .compose(v -> collect(found, "SELECT id FROM tx WHERE order_no=?", Tuple.of(searched.text())));
        SearchedNumber.Slip slip = searched.slip();
        if (slip != null) {
            asked = asked.compose(v -> collect(
                    found,
                    "SELECT id FROM tx WHERE terminal_id=? AND trace=? AND local_date_time LIKE ?",
                    Tuple.of(slip.terminalId(), slip.trace(), slip.monthDay() + "%")));
        }
        return asked.compose(v -> views(found));
    }

    private Future<Void> collect(Set<TxId> found, String sql, Tuple parameters) {
        return query(sql + " ORDER BY id DESC LIMIT " + MAX_WHOLE, parameters).map(rows -> {
            rows.forEach(row -> found.add(new TxId(row.getLong(0))));
            return null;
        });
    }

    private Future<List<PaymentView>> views(Set<TxId> ids) {
        List<PaymentView> views = new ArrayList<>();
        Future<Void> asked = Future.succeededFuture();
        for (TxId id :
                ids.stream().sorted((a, b) -> b.compareTo(a)).limit(MAX_WHOLE).toList()) {
            asked = asked.compose(v -> reads.view(id)).map((Optional<PaymentView> view) -> {
                view.ifPresent(views::add);
                return null;
            });
        }
        return asked.map(views);
    }

    @Override
    public Future<Optional<PaymentView>> read(ReadPayment query) {
        TxId named = query.id();
        Future<Optional<TxId>> id = named != null
                ? Future.succeededFuture(Optional.of(named))
                : reads.findByOrderNo(
                        String.valueOf(query.merchantId()), query.kinds(), String.valueOf(query.orderNo()));
        return id.compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.<PaymentView>empty())
                        : reads.view(found.get()))
                .map(view -> view.filter(
                        each -> query.merchantId() == null || each.merchantId().equals(query.merchantId())));
    }

    @Override
    public Future<List<PaymentView>> find(Filter filter) {
        StringBuilder where = new StringBuilder("1=1");
        Tuple parameters = Tuple.tuple();
        and(where, parameters, " AND merchant_id=?", filter.merchantId());
        and(where, parameters, " AND last4=?", filter.last4());
        and(where, parameters, " AND received_at>=?", utc(filter.from()));
        and(where, parameters, " AND received_at<?", utc(filter.to()));
        and(where, parameters, " AND amount_minor=?", filter.amountMinor());
        and(
                where,
                parameters,
                " AND phase=?",
                filter.phase() == null ? null : filter.phase().name());
        parameters.addValue(filter.limit());
        return query("SELECT * FROM tx WHERE " + where + " ORDER BY id DESC LIMIT ?", parameters)
                .map(rows -> list(rows, MySqlPaymentSearch::view));
    }

    private static void and(StringBuilder where, Tuple parameters, String clause, @Nullable Object value) {
        if (value != null) {
            where.append(clause);
            parameters.addValue(value);
        }
    }

    @Override
    public Future<List<Total>> totals(LocalDate day, By by) {
        String key = by == By.MERCHANT ? "merchant_id" : "COALESCE(host_id,'-')";
        String sql = "SELECT " + key + ",kind,phase,currency,COUNT(*),CAST(SUM(amount_minor) AS SIGNED),"
                + "CAST(SUM(refunded_minor) AS SIGNED) FROM tx WHERE received_at>=? AND received_at<?"
                + " GROUP BY " + key + ",kind,phase,currency ORDER BY 1,2,3,4";
        return query(sql, Tuple.of(day.atStartOfDay(), day.plusDays(1).atStartOfDay()))
                .map(rows -> list(
                        rows,
                        row -> new Total(
                                row.getString(0),
                                Kind.valueOf(row.getString(1)),
                                Phase.valueOf(row.getString(2)),
                                row.getString(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6))));
    }

    @Override
    public Future<PaymentPage> page(ListPayments query) {
        StringBuilder where = new StringBuilder("merchant_id=?");
        Tuple parameters = Tuple.of(query.merchantId());
        anyOf(where, parameters, "kind", query.kinds());
        anyOf(where, parameters, "phase", query.phases());
        and(where, parameters, " AND received_at>=?", utc(query.from()));
        and(where, parameters, " AND received_at<?", utc(query.to()));
        and(
                where,
                parameters,
                " AND original_id=?",
                query.original() == null ? null : query.original().value());
        ListPayments.Place after = query.after();
        if (after != null) {
            LocalDateTime at = utc(after.receivedAt());
            where.append(" AND received_at<=? AND (received_at<? OR id<?)");
            parameters.addValue(at).addValue(at).addValue(after.id().value());
        }
        parameters.addValue(query.limit() + 1);
        return query("SELECT * FROM tx WHERE " + where + " ORDER BY received_at DESC,id DESC LIMIT ?", parameters)
                .map(rows -> PaymentPage.of(list(rows, MySqlPaymentSearch::view), query.limit()));
    }

    private static void anyOf(StringBuilder where, Tuple parameters, String column, Set<? extends Enum<?>> wanted) {
        if (!wanted.isEmpty()) {
            where.append(" AND ")
                    .append(column)
                    .append(" IN(?")
                    .append(",?".repeat(wanted.size() - 1))
                    .append(')');
            wanted.forEach(each -> parameters.addValue(each.name()));
        }
    }

    @Override
    public Future<MerchantTotals> totals(ReadTotals query) {
        String sql = "SELECT product,kind,phase,currency,COUNT(*),CAST(SUM(amount_minor) AS SIGNED),"
                + "CAST(SUM(refunded_minor) AS SIGNED) FROM tx WHERE merchant_id=? AND received_at>=? AND received_at<?"
                + " GROUP BY product,kind,phase,currency ORDER BY 1,2,3,4";
        return query(sql, Tuple.of(query.merchantId(), utc(query.from()), utc(query.to())))
                .map(rows -> new MerchantTotals(list(
                        rows,
                        row -> new MerchantTotals.Row(
                                row.getString(0),
                                Kind.valueOf(row.getString(1)),
                                Phase.valueOf(row.getString(2)),
                                row.getString(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6)))));
    }

    @Override
    public Future<BatchContents> batch(ReadBatch query) {
        Tuple parameters = Tuple.of(
                query.terminalId(), query.batch(), TxId.firstAt(query.since()).value());
        return query(BATCH_SUMS, parameters)
                .compose(sums -> query(BATCH_LIST, parameters).map(rows -> {
                    BatchSums totals = new BatchSums();
                    sums.forEach(row -> totals.add(
                            Kind.valueOf(row.getString(0)),
                            Phase.valueOf(row.getString(1)),
                            row.getString(2) == null ? null : Kind.valueOf(row.getString(2)),
                            row.getInteger(3),
                            row.getLong(4)));
                    return totals.contents(list(rows, MySqlPaymentSearch::view));
                }));
    }

    @Override
    public Future<List<Step>> timeline(TxId id) {
        return query(TIMELINE, Tuple.of(id.value()))
                .map(rows -> list(
                        rows,
                        row -> new Step(
                                row.getInteger(0),
                                row.getLocalDateTime(1).toInstant(ZoneOffset.UTC),
                                row.getString(2),
                                row.getInteger(3),
                                Phase.valueOf(row.getString(4)),
                                json.read(row.getString(5)))));
    }

    private Future<RowSet<Row>> query(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).timeout(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> as) {
        List<T> list = new ArrayList<>(rows.size());
        rows.forEach(row -> list.add(as.apply(row)));
        return list;
    }

    private static @Nullable LocalDateTime utc(@Nullable Instant at) {
        return at == null ? null : LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static PaymentView view(Row row) {
        Long original = row.getLong("original_id");
        String last4 = row.getString("last4");
        return new PaymentView(
                new TxId(row.getLong("id")),
                row.getInteger("last_seq") + 1,
                Kind.valueOf(row.getString("kind")),
                MySqlReads.phase(row),
                MySqlReads.reason(row),
                row.getString("merchant_id"),
                row.getString("terminal_id"),
                row.getString("product"),
                new Money(row.getLong("amount_minor"), row.getString("currency")),
                row.getLong("refunded_minor"),
                row.getString("order_no"),
                row.getString("trace"),
                row.getString("local_date_time"),
                original == null ? null : new TxId(original),
                row.getString("host_id"),
                row.getString("host_code"),
                row.getString("auth_code"),
                row.getString("channel_no"),
                null,
                last4 == null ? null : row.getString("first6") + "******" + last4,
                null,
                null,
                row.getString("owner"),
                row.getLocalDateTime("received_at").toInstant(ZoneOffset.UTC),
                row.getLocalDateTime("updated_at").toInstant(ZoneOffset.UTC));
    }
}
