package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.api.Nonces.Claim;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of nonces does. */
abstract class NoncesContract {
    abstract Nonces nonces();

    @Test
    void aNonceIsFreshOnce() {
        assertThat(Waiting.on(nonces().claim("app:one"))).isEqualTo(Claim.FRESH);
        assertThat(Waiting.on(nonces().claim("app:one"))).isEqualTo(Claim.USED);
        assertThat(Waiting.on(nonces().claim("app:two"))).isEqualTo(Claim.FRESH);
        assertThat(Waiting.on(nonces().claim("other:one"))).isEqualTo(Claim.FRESH);
    }

    @Test
    void ofManyAtOnceOneIsFirst() {
        List<Future<Claim>> claims = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            claims.add(nonces().claim("app:one"));
        }
        Waiting.on(Future.all(claims));
        assertThat(claims.stream().filter(claim -> claim.result() == Claim.FRESH))
                .hasSize(1);
        assertThat(claims.stream().filter(claim -> claim.result() == Claim.USED))
                .hasSize(99);
    }
}
