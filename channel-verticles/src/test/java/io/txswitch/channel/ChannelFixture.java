package io.txswitch.channel;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One channel with its simulator, and a relay between the two. */
@ExtendWith(VertxExtension.class)
abstract class ChannelFixture {
    private static final PayerOptions PAYER = new PayerOptions(true, 50, 400);

    @TempDir
    Path folder;

    Vertx vertx;
    Wallet wallet;
    Relay relay;
    ChannelBench bench;

    abstract Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs);

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        start(settings(), PAYER);
    }

    /** What a test sets beside what every channel is told. */
    Map<String, Object> settings() {
        return Map.of();
    }

    private void start(Map<String, Object> more, PayerOptions payer) {
        wallet = ChannelBench.await(wallet(vertx, folder.resolve("book.jsonl"), payer, List.of(100L, 100L, 100L)));
        relay = ChannelBench.await(Relay.start(vertx, wallet.port()));
        Map<String, Object> settings = new HashMap<>(wallet.settings(relay.port()));
        // WeChat Pay is kept waiting by a test of its own.
        settings.put("reverse-after-ms", 0);
        settings.putAll(more);
        bench = ChannelBench.start(vertx, settings);
        ready();
    }

    /** Called when the channel is there, before each test and after each restart. */
    void ready() {}

    void restart(Map<String, Object> more) {
        stop();
        start(more, PAYER);
    }

    /** From now on a payer who is asked for his password does nothing until the test says so. */
    void nobodyPaysByHimself() {
        stop();
        start(Map.of(), PayerOptions.BY_HAND);
    }

    @AfterEach
    void stop() {
        bench.stop(vertx);
        ChannelBench.await(wallet.close());
    }

    /** Rows of the wallet's book that moved something. */
    List<Map<String, Object>> booked(String kind) {
        return Book.rows(folder.resolve("book.jsonl")).stream()
                .filter(row -> kind.equals(row.get("kind")) && "OK".equals(row.get("status")))
                .toList();
    }

    /** What was sent that could move money. */
    long posts() {
        return relay.calls().stream()
                .filter(call -> call.startsWith("POST") && !call.endsWith("/queryTrans.do"))
                .count();
    }
}
