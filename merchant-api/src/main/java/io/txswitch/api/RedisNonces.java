package io.txswitch.api;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/**
 * {@link Nonces} that all nodes share: {@code SET <prefix>nonce:<app>:<nonce> 1 NX EX 660}. This node's own memory is
 * asked first, so that a request replayed to the same node is refused with Redis gone too.
 */
final class RedisNonces implements Nonces {
    private final RedisLink redis;
    private final String prefix;
    private final InMemoryNonces local;

    RedisNonces(RedisLink redis, String keyPrefix, InMemoryNonces local) {
        this.redis = redis;
        this.prefix = keyPrefix + "nonce:";
        this.local = local;
    }

    @Override
    public Future<Claim> claim(String key) {
        if (local.claimNow(key) == Claim.USED) {
            return Future.succeededFuture(Claim.USED);
        }
        Request set = Request.cmd(Command.SET)
                .arg(prefix + key)
                .arg("1")
                .arg("NX")
                .arg("EX")
                .arg(REMEMBERED_S);
        return redis.send(set)
                .map(reply -> reply == null ? Claim.USED : Claim.FRESH)
                .otherwise(Claim.UNCHECKED);
    }
}
