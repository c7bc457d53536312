package io.txswitch.api;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/** {@link IdempotencyKeys} that all nodes share: {@code SET <prefix>idem:<merchant>:<key> <request> NX EX 86400}. */
final class RedisIdempotencyKeys implements IdempotencyKeys {
    private final RedisLink redis;
    private final String prefix;

    RedisIdempotencyKeys(RedisLink redis, String keyPrefix) {
        this.redis = redis;
        this.prefix = keyPrefix + "idem:";
    }

    @Override
    public Future<Bound> bind(String key, String request) {
        Request set = Request.cmd(Command.SET)
                .arg(prefix + key)
                .arg(request)
                .arg("NX")
                .arg("EX")
                .arg(REMEMBERED_S);
        return redis.send(set)
                .compose(reply -> reply != null
                        ? Future.succeededFuture(Bound.HERE)
                        : redis.send(Request.cmd(Command.GET).arg(prefix + key))
                                .map(before ->
                                        before == null || before.toString().equals(request)
                                                ? Bound.HERE
                                                : Bound.ELSEWHERE))
                .otherwise(Bound.UNCHECKED);
    }
}
