package io.txswitch.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link ReadModel} in Redis: {@code GET <prefix>rm:<id>}, the JSON of a {@link PaymentView}. */
final class RedisReadModel implements ReadModel {
    private static final Logger LOG = LoggerFactory.getLogger(RedisReadModel.class);

    private final RedisLink redis;
    private final String prefix;
    private final ObjectMapper json;

    RedisReadModel(RedisLink redis, String keyPrefix, ObjectMapper json) {
        this.redis = redis;
        this.prefix = keyPrefix + "rm:";
        this.json = json;
    }

    @Override
    public Future<Optional<PaymentView>> find(TxId id) {
        return redis.send(Request.cmd(Command.GET).arg(prefix + id.text()))
                .map(reply -> reply == null ? Optional.<PaymentView>empty() : decode(id, reply))
                .otherwise(Optional.empty());
    }

    /** An entry that cannot be read, or is another payment's, is as good as none. */
    private Optional<PaymentView> decode(TxId id, Response reply) {
        try {
            PaymentView found = json.readValue(reply.toBuffer().getBytes(), PaymentView.class);
            return Optional.ofNullable(found).filter(payment -> payment.id().equals(id));
        } catch (IOException | RuntimeException e) {
            LOG.warn("tx={} read_model=unreadable", id);
            return Optional.empty();
        }
    }
}
