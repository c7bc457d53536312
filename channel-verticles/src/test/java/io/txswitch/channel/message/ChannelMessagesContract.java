package io.txswitch.channel.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.channel.message.ChannelMessage.Direction;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of raw messages does. */
abstract class ChannelMessagesContract {
    static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");

    abstract ChannelMessages messages();

    static ChannelMessage message(@Nullable TxId id, Instant at, Direction direction, String body) {
        return new ChannelMessage(id, at, "alipay", direction, "QUERY", 12, 200, "10000", body);
    }

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void messagesComeBackOldestFirstAsTheyWereKept() {
        TxId id = new TxId(1_001);
        ChannelMessage answer = message(id, AT.plusMillis(12), Direction.ANSWER, "{\"subject\":\"茶 😀\"}");
        ChannelMessage request = message(id, AT, Direction.REQUEST, "POST /gateway.do");
        messages().keep(answer);
        messages().keep(request);
        messages().keep(message(new TxId(1_002), AT, Direction.REQUEST, "another"));
        await().until(() -> get(messages().of(id)).size() == 2);
        assertThat(get(messages().of(id))).containsExactly(request, answer);
    }

    @Test
    void anUnknownTransactionHasNone() {
        assertThat(get(messages().of(new TxId(99)))).isEmpty();
    }

    @Test
    void aMessageOfNoTransactionIsTakenAndBelongsToNone() {
        TxId id = new TxId(1_003);
        messages().keep(message(null, AT, Direction.CALLBACK, "junk"));
        messages().keep(message(id, AT, Direction.CALLBACK, "ours"));
        await().until(() -> get(messages().of(id)).size() == 1);
    }

    @Test
    void whatIsKeptIsRedactedAndBounded() {
        TxId id = new TxId(1_004);
        messages().keep(message(id, AT, Direction.ANSWER, "{\"sign\":\"AAAAAAAAAAAAAAAAAAAA\"}" + "茶".repeat(30_000)));
        await().until(() -> get(messages().of(id)).size() == 1);
        assertThat(get(messages().of(id)).getFirst().body())
                .doesNotContain("AAAAAAAAAAAA")
                .hasSizeLessThan(Redaction.MAX_BYTES);
    }

    @Test
    void aBurstIsKept() {
        TxId id = new TxId(1_005);
        for (int i = 0; i < 200; i++) {
            messages().keep(message(id, AT.plus(Duration.ofMillis(i)), Direction.ANSWER, "n" + i));
        }
        await().until(() -> get(messages().of(id)).size() == 200);
        List<ChannelMessage> kept = get(messages().of(id));
        assertThat(kept.getFirst().body()).isEqualTo("n0");
        assertThat(kept.getLast().body()).isEqualTo("n199");
    }
}
