package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.api.Nonces.Claim;
import io.txswitch.core.config.StoresConfig;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract, with every claim made on another node than the one before. */
@ExtendWith(VertxExtension.class)
class RedisNoncesTest extends NoncesContract {
    private final List<RedisLink> links = new ArrayList<>();
    private final List<Nonces> nodes = new ArrayList<>();
    private String prefix = "";
    private int turn;

    @BeforeEach
    void start(Vertx vertx) {
        StoresConfig.Redis config = RedisPlaces.shared("nonces");
        prefix = config.keyPrefix();
        for (int i = 0; i < 3; i++) {
            RedisLink link = new RedisLink(vertx, config, RedisPlaces.PATIENT_MS);
            links.add(link);
            nodes.add(new RedisNonces(link, prefix, new InMemoryNonces(InstantSource.fixed(ApiNode.NOW))));
        }
        await().until(() -> links.stream().allMatch(RedisLink::up));
    }

    @AfterEach
    void stop() {
        links.forEach(link -> Waiting.on(link.close()));
    }

    @Override
    Nonces nonces() {
        return nodes.get(turn++ % nodes.size());
    }

    @Test
    void aNonceIsForgottenAfterItsTime() {
        Waiting.on(nonces().claim("app:one"));
        long leftS = Waiting.on(links.getFirst().send(Request.cmd(Command.TTL).arg(prefix + "nonce:app:one")))
                .toLong();
        assertThat(leftS).isBetween(600L, (long) Nonces.REMEMBERED_S);
    }

    @Test
    void aClosedLinkStaysDown() {
        RedisLink link = links.getFirst();
        Waiting.on(link.close());
        assertThat(link.up()).isFalse();
        assertThat(Waiting.on(nodes.getFirst().claim("app:one"))).isEqualTo(Claim.UNCHECKED);
    }
}
