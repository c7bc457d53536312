package io.txswitch.channel;

import io.micrometer.core.instrument.Counter;
import io.txswitch.channel.message.ChannelMessage;
import io.txswitch.channel.message.ChannelMessage.Direction;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelPorts;
import io.txswitch.channel.wallet.Notification;
import io.txswitch.channel.wallet.NotificationReply;
import io.txswitch.channel.wallet.NotificationReply.Outcome;
import io.txswitch.channel.wallet.Wire;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for what wallets say on their own: read bounded, verify, report to the core, acknowledge in the wallet's
 * form.
 *
 * <p>Only what the core has taken is acknowledged; everything else the wallet says again.
 */
final class NotificationRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationRoutes.class);
    /** Wallets send a few kilobytes. */
    private static final int MAX_BODY_BYTES = 64 * 1024;
    /** Wallets wait five seconds for the acknowledgement. */
    private static final long CORE_TIMEOUT_MS = 4_000;
    /** A body that trickles in longer is no wallet's. */
    private static final long BODY_TIMEOUT_MS = 5_000;

    private final Map<String, LiveChannel> channels;
    private final ChannelPorts ports;
    private final JunkBudget junk;

    NotificationRoutes(Map<String, LiveChannel> channels, ChannelPorts ports) {
        this.channels = Map.copyOf(channels);
        this.ports = ports;
        this.junk = new JunkBudget(ports.clock());
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.post("/notify/:channel").handler(http -> {
            String id = http.pathParam("channel");
            LiveChannel live = channels.get(id);
            Channel channel = live == null ? null : live.current();
            if (channel == null) {
                // Without a credential nothing can be verified; the wallet says it again.
                http.response().setStatusCode(live == null ? 404 : 503).end();
                return;
            }
            Instant at = ports.clock().instant();
            body(vertx, http.request())
                    .onSuccess(body -> take(http, new Callback(id, channel, at, body)))
                    .onFailure(unfit -> refuseBody(http));
        });
        return router;
    }

    private record Callback(String channelId, Channel channel, Instant at, Buffer body) {}

    /** The whole body; fails when it is too large or too slow. */
    private static Future<Buffer> body(Vertx vertx, HttpServerRequest request) {
        return Future.future(promise -> {
            Buffer body = Buffer.buffer();
            long timer = vertx.setTimer(BODY_TIMEOUT_MS, late -> promise.tryFail("too slow"));
            promise.future().onComplete(done -> vertx.cancelTimer(timer));
            request.exceptionHandler(promise::tryFail);
            request.handler(part -> {
                if (body.length() + part.length() > MAX_BODY_BYTES) {
                    promise.tryFail("too large");
                } else {
                    body.appendBuffer(part);
                }
            });
            request.endHandler(end -> promise.tryComplete(body));
        });
    }

    private static void refuseBody(RoutingContext http) {
        if (!http.response().ended() && !http.response().closed()) {
            if (http.request().version() != HttpVersion.HTTP_2) {
                // The rest of the body is not waited for.
                http.response().putHeader("Connection", "close");
            }
            http.response().setStatusCode(413).end();
        }
    }

    private void take(RoutingContext http, Callback callback) {
        Notification notification = callback.channel()
                .parseNotification(http.request().headers(), callback.body().getBytes());
        switch (notification) {
            case Notification.Fact fact -> {
                TxId id = fact.fact().id();
                keep(callback, id, fact.code());
                report(fact).onSuccess(outcome -> reply(http, callback, id, outcome));
            }
            case Notification.Nothing nothing -> {
                keep(callback, nothing.id(), nothing.why());
                reply(http, callback, nothing.id(), Outcome.TAKEN);
            }
            case Notification.Foreign foreign -> refuse(http, callback, foreign.outcome(), foreign.why());
            case Notification.Forged forged -> refuse(http, callback, Outcome.FORGED, forged.why());
        }
    }

    private Future<Outcome> report(Notification.Fact fact) {
        return ports.bus()
                .request(Addresses.HOST_FACT, fact.fact(), CORE_TIMEOUT_MS)
                .map(receipt -> switch (receipt) {
                    case TAKEN -> Outcome.TAKEN;
                    case UNKNOWN_PAYMENT -> Outcome.UNKNOWN_PAYMENT;
                    case MISMATCH -> Outcome.MISMATCH;
                    case TRY_AGAIN -> Outcome.TRY_AGAIN;
                })
                .otherwise(Outcome.TRY_AGAIN);
    }

    private void keep(Callback callback, @Nullable TxId id, String code) {
        String text = callback.body().toString(StandardCharsets.UTF_8);
        String readable = text.startsWith("{") ? text : Wire.decoded(text);
        ports.messages()
                .keep(new ChannelMessage(
                        id, callback.at(), callback.channelId(), Direction.CALLBACK, "NOTIFY", 0, 0, code, readable));
    }

    /** What belongs to no payment can come from anybody, as often as he likes: kept and logged within a budget. */
    private void refuse(RoutingContext http, Callback callback, Outcome outcome, String why) {
        if (junk.spend()) {
            keep(callback, null, why);
            LOG.warn("channel={} notification={} why=\"{}\"", callback.channelId(), outcome, why);
        }
        answer(http, callback, outcome, callback.channel().reply(outcome));
    }

    private void reply(RoutingContext http, Callback callback, @Nullable TxId id, Outcome outcome) {
        NotificationReply reply = callback.channel().reply(outcome);
        if (id != null) {
            keepReply(callback, id, outcome, reply);
        }
        if (outcome != Outcome.TAKEN) {
            LOG.warn("tx={} channel={} notification={}", id, callback.channelId(), outcome);
        }
        answer(http, callback, outcome, reply);
    }

    private void answer(RoutingContext http, Callback callback, Outcome outcome, NotificationReply reply) {
        Counter.builder("txswitch_channel_notifications")
                .tag("channel", callback.channelId())
                .tag("outcome", outcome.name())
                .register(ports.metrics())
                .increment();
        if (!http.response().closed()) {
            http.response().setStatusCode(reply.status());
            if (!reply.contentType().isEmpty()) {
                http.response().putHeader("Content-Type", reply.contentType());
            }
            http.response().end(reply.body());
        }
    }

    private void keepReply(Callback callback, TxId id, Outcome outcome, NotificationReply reply) {
        Instant now = ports.clock().instant();
        ports.messages()
                .keep(new ChannelMessage(
                        id,
                        now,
                        callback.channelId(),
                        Direction.CALLBACK_ANSWER,
                        "NOTIFY",
                        Duration.between(callback.at(), now).toMillis(),
                        reply.status(),
                        outcome.name(),
                        reply.body()));
    }
}
