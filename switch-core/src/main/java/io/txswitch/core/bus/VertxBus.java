package io.txswitch.core.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.config.KeyRing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Bus} over Vert.x: one per node, shared by all its verticles; thread-safe. */
public final class VertxBus implements Bus {
    private static final Logger LOG = LoggerFactory.getLogger(VertxBus.class);
    /** The version of the JSON between nodes; the first byte of every clustered message. */
    private static final byte WIRE_VERSION = 1;

    private static final int FAILED = 1;
    private static final String LOCAL_CODEC = ReferenceCodec.NAME;

    private final EventBus events;
    private final ObjectMapper json;
    private final Set<String> served = ConcurrentHashMap.newKeySet();

    public VertxBus(Vertx vertx, KeyRing keys) {
        this.events = vertx.eventBus();
        this.json = WireJson.mapper(keys);
        ReferenceCodec.register(events);
    }

    @Override
    public <C, R> Future<R> request(Address<C, R> address, C command, long timeoutMs) {
        if (!served.contains(address.name())) {
            return elsewhere(address, command, timeoutMs);
        }
        DeliveryOptions here = new DeliveryOptions()
                .setLocalOnly(true)
                .setCodecName(LOCAL_CODEC)
                .setSendTimeout(timeoutMs);
        return events.<Object>request(address.localName(), command, here)
                .map(reply -> address.reply().cast(reply.body()))
                .recover(cause -> undelivered(cause)
                        ? elsewhere(address, command, timeoutMs)
                        : Future.failedFuture(translate(address, cause)));
    }

    private <C, R> Future<R> elsewhere(Address<C, R> address, C command, long timeoutMs) {
        return encode(command)
                .compose(body ->
                        events.<Buffer>request(address.name(), body, new DeliveryOptions().setSendTimeout(timeoutMs)))
                .compose(reply -> decode(reply.body(), address.reply()))
                .recover(cause -> Future.failedFuture(translate(address, cause)));
    }

    @Override
    public <C, R> Future<Void> serve(Address<C, R> address, Function<C, Future<R>> handler) {
        events.<Object>localConsumer(
                address.localName(),
                message -> answer(
                        address,
                        message,
                        call(handler, address.command().cast(message.body())),
                        reply -> message.reply(
                                reply, new DeliveryOptions().setLocalOnly(true).setCodecName(LOCAL_CODEC))));
        Future<Void> known = events.<Buffer>consumer(
                        address.name(),
                        message -> answer(
                                address,
                                message,
                                decode(message.body(), address.command()).compose(c -> call(handler, c)),
                                reply -> encode(reply).onSuccess(message::reply)))
                .completion();
        served.add(address.name());
        return known;
    }

    @Override
    public <C> void publish(Address<C, Void> address, C message) {
        encode(message).onSuccess(body -> events.publish(address.name(), body));
    }

    @Override
    public <C> Future<Void> listen(Address<C, Void> address, Consumer<C> listener) {
        return events.<Buffer>consumer(
                        address.name(),
                        message -> decode(message.body(), address.command())
                                .onSuccess(listener::accept)
                                .onFailure(e -> LOG.warn("bus=undecodable address={}", address.name())))
                .completion();
    }

    private static <C, R> Future<R> call(Function<C, Future<R>> handler, C command) {
        try {
            return handler.apply(command);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static <R> void answer(Address<?, R> address, Message<?> message, Future<R> result, Consumer<R> reply) {
        result.onSuccess(reply::accept).onFailure(e -> {
            if (!(e instanceof BusException)) {
                LOG.error("bus=handler-failed address={}", address.name(), e);
            }
            message.fail(FAILED, e.getClass().getSimpleName());
        });
    }

    private Future<Buffer> encode(Object message) {
        try {
            return Future.succeededFuture(
                    Buffer.buffer().appendByte(WIRE_VERSION).appendBytes(json.writeValueAsBytes(message)));
        } catch (JsonProcessingException e) {
            return Future.failedFuture(e);
        }
    }

    private <T> Future<T> decode(Buffer body, Class<T> type) {
        if (body.length() == 0 || body.getByte(0) != WIRE_VERSION) {
            return Future.failedFuture(new BusException("a message of another wire version", false));
        }
        try {
            return Future.succeededFuture(json.readValue(body.getBytes(1, body.length()), type));
        } catch (IOException | IllegalArgumentException e) {
            return Future.failedFuture(new BusException("undecodable " + type.getSimpleName(), false));
        }
    }

    private static boolean undelivered(Throwable cause) {
        return cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }

    private static BusException translate(Address<?, ?> address, Throwable cause) {
        return new BusException(address.name() + ": " + cause.getMessage(), undelivered(cause));
    }
}
