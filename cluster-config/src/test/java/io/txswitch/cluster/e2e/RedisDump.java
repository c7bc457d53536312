package io.txswitch.cluster.e2e;

import io.txswitch.sandbox.demo.Wait;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/** Everything that stands in a Redis, as text. */
final class RedisDump {
    private RedisDump() {}

    /** One line for each key with its value. */
    static List<String> keys(Vertx vertx, String uri) {
        Redis redis = Redis.createClient(vertx, uri);
        List<String> lines = new ArrayList<>();
        String cursor = "0";
        do {
            Response page = Wait.on(redis.send(
                    Request.cmd(Command.SCAN).arg(cursor).arg("COUNT").arg(1_000)));
            cursor = page.get(0).toString();
            for (Response key : page.get(1)) {
                lines.add(key + " = " + value(redis, key.toString()));
            }
        } while (!cursor.equals("0"));
        redis.close();
        return lines;
    }

    /** All of it is gone. */
    static void flush(Vertx vertx, String uri) {
        Redis redis = Redis.createClient(vertx, uri);
        Wait.on(redis.send(Request.cmd(Command.FLUSHALL)));
        redis.close();
    }

    private static String value(Redis redis, String key) {
        String type = Wait.on(redis.send(Request.cmd(Command.TYPE).arg(key))).toString();
        Request read = switch (type) {
            case "string" -> Request.cmd(Command.GET).arg(key);
            case "hash" -> Request.cmd(Command.HGETALL).arg(key);
            case "list" -> Request.cmd(Command.LRANGE).arg(key).arg(0).arg(-1);
            case "set" -> Request.cmd(Command.SMEMBERS).arg(key);
            case "zset" -> Request.cmd(Command.ZRANGE).arg(key).arg(0).arg(-1).arg("WITHSCORES");
            case "none" -> Request.cmd(Command.PING);
            default -> throw new IllegalStateException(key + " is a " + type);
        };
        return String.valueOf(Wait.on(redis.send(read)));
    }
}
