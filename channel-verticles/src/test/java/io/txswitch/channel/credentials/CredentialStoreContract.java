package io.txswitch.channel.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of credentials does. */
abstract class CredentialStoreContract {
    abstract CredentialStore store();

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static SealedCredential row(String channel, String id, long signsFromMs, long createdAtMs) {
        return new SealedCredential(channel, id, "c2VhbGVk" + id, signsFromMs, createdAtMs, null);
    }

    private boolean add(SealedCredential row) throws Exception {
        return await(store().add(row));
    }

    private List<SealedCredential> of(String channel) throws Exception {
        return await(store().of(channel));
    }

    @Test
    void theNewestComesFirstAndOtherChannelsDoNotShow() throws Exception {
        add(row("alipay", "first", 1_000, 1_000));
        add(row("alipay", "later", 9_000, 1_500));
        add(row("alipay", "second", 2_000, 2_000));
        add(row("alipay", "twin-a", 500, 500));
        add(row("alipay", "twin-b", 500, 500));
        add(row("wechat", "other", 3_000, 3_000));
        assertThat(of("alipay"))
                .extracting(SealedCredential::id)
                .containsExactly("later", "second", "first", "twin-b", "twin-a");
        assertThat(of("nobody")).isEmpty();
    }

    @Test
    void whatIsAddedComesBackWhole() throws Exception {
        SealedCredential row = row("alipay", "2026-11", 1_234, 5_678);
        assertThat(add(row)).isTrue();
        assertThat(of("alipay")).containsExactly(row);
    }

    @Test
    void aNameIsUsedOnceForEverAndTheSecondChangesNothing() throws Exception {
        SealedCredential first = row("alipay", "a", 1, 1);
        add(first);
        assertThat(add(new SealedCredential("alipay", "a", "YW5vdGhlcg==", 2, 2, null)))
                .isFalse();
        assertThat(of("alipay")).containsExactly(first);
        await(store().retire("alipay", "a", 9));
        assertThat(add(row("alipay", "a", 3, 3))).isFalse();
        assertThat(add(row("wechat", "a", 3, 3))).isTrue();
    }

    @Test
    void aRetiredOneKeepsItsNameAndNothingThatWasSealed() throws Exception {
        add(row("alipay", "a", 1, 2));
        add(row("alipay", "b", 2, 3));
        assertThat(await(store().retire("alipay", "a", 99))).isTrue();
        assertThat(await(store().retire("alipay", "a", 100))).isFalse();
        assertThat(await(store().retire("alipay", "nobody", 100))).isFalse();
        SealedCredential retired = of("alipay").getLast();
        assertThat(retired).isEqualTo(new SealedCredential("alipay", "a", "", 1, 2, 99L));
        assertThat(retired.live()).isFalse();
        assertThat(of("alipay").getFirst().live()).isTrue();
    }

    @Test
    void ofManyWhoAddTheSameNameAtOnceOneHasIt() throws Exception {
        List<Future<Boolean>> all = IntStream.range(0, 20)
                .mapToObj(i -> store().add(row("alipay", "race", i, i)))
                .toList();
        long won = 0;
        for (Future<Boolean> each : all) {
            won += await(each) ? 1 : 0;
        }
        assertThat(won).isEqualTo(1);
        assertThat(of("alipay")).hasSize(1);
    }

    @Test
    void aLargeOneFits() throws Exception {
        SealedCredential row = new SealedCredential("alipay", "chain", "A".repeat(100_000), 1, 1, null);
        assertThat(add(row)).isTrue();
        assertThat(of("alipay")).containsExactly(row);
    }
}
