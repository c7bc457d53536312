package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.api.Nonces.Claim;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InMemoryNoncesTest extends NoncesContract {
    private final AtomicReference<Instant> now = new AtomicReference<>(ApiNode.NOW);
    private final InMemoryNonces nonces = new InMemoryNonces(now::get, 1_000);

    @Override
    Nonces nonces() {
        return nonces;
    }

    @Test
    void aNonceIsRememberedAsLongAsItsRequestIsGood() {
        nonces.claimNow("app:one");
        now.set(ApiNode.NOW.plusSeconds(2 * Authenticator.WINDOW_S + 1));
        assertThat(nonces.claimNow("app:one")).isEqualTo(Claim.USED);
        now.set(ApiNode.NOW.plusSeconds(Nonces.REMEMBERED_S));
        assertThat(nonces.claimNow("app:one")).isEqualTo(Claim.FRESH);
        assertThat(nonces.claimNow("app:one")).isEqualTo(Claim.USED);
        assertThat(nonces.remembered()).isEqualTo(1);
    }

    @Test
    void overTheBoundTheOldestIsForgotten() {
        for (int i = 0; i < 5_000; i++) {
            nonces.claimNow("app:" + i);
        }
        assertThat(nonces.remembered()).isEqualTo(1_000);
        assertThat(nonces.claimNow("app:4999")).isEqualTo(Claim.USED);
        assertThat(nonces.claimNow("app:0")).isEqualTo(Claim.FRESH);
    }

    @Test
    void ofManyThreadsOneIsFirst() throws InterruptedException {
        ConcurrentLinkedQueue<Claim> claims = new ConcurrentLinkedQueue<>();
        CountDownLatch go = new CountDownLatch(1);
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofVirtual().start(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                for (int n = 0; n < 500; n++) {
                    claims.add(nonces.claimNow("app:" + n));
                }
            });
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(claims.stream().filter(claim -> claim == Claim.FRESH)).hasSize(500);
    }
}
