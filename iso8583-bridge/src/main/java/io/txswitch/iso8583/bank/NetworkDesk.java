package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.KeyType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one connection says about itself (0800): signs on, fetches keys, echoes; one question at a time. */
final class NetworkDesk {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkDesk.class);
    private static final long NO_TIMER = -1;
    /** How often the age of the keys is looked at, and the pause after an exchange that failed. */
    private static final long KEY_LOOK_MS = 60_000;

    private final Vertx vertx;
    private final BankConfig config;
    private final NetworkMessages messages;
    private final KeyExchange exchange;
    private final Way way;
    private @Nullable Asked asked;
    private long echoTimer = NO_TIMER;
    private long keyTimer = NO_TIMER;
    private boolean heardSinceAsked;
    private boolean ready;
    private boolean stuck;
    private boolean ended;

    /** The connection, as this desk sees it. */
    interface Way {
        void write(IsoMessage message);

        /** False while a question would only lie in the queue. */
        boolean isFree();

        /** Money may be sent from now on. */
        void ready();

        void close(String why);
    }

    private record Asked(IsoMessage request, Promise<IsoMessage> answer, long timer) {}

    NetworkDesk(Vertx vertx, BankConfig config, NetworkMessages messages, KeyExchange exchange, Way way) {
        this.vertx = vertx;
        this.config = config;
        this.messages = messages;
        this.exchange = exchange;
        this.way = way;
    }

    void begin() {
        if (config.signOn()) {
            ask(NetworkMessages.SIGN_ON, answer -> {
                if (isOk(answer)) {
                    fetchKeys();
                } else {
                    way.close("0800 001 refused with " + answer.text(De.RESPONSE_CODE));
                }
            });
        } else {
            fetchKeys();
        }
    }

    /** Keys come before money; without new ones the old ones have to do, and messages that need none go anyway. */
    private void fetchKeys() {
        exchange.due().onComplete(due -> {
            if (due.succeeded() && due.result() && !ended) {
                exchangeKeys().onComplete(done -> becomeReady());
            } else {
                becomeReady();
            }
        });
    }

    private void becomeReady() {
        if (!ended && !ready) {
            ready = true;
            echoTimer = vertx.setPeriodic(config.echoEveryMs(), id -> echo());
            if (config.zone().exchangesKeys()) {
                keyTimer = vertx.setPeriodic(KEY_LOOK_MS, id -> refreshKeys());
            }
            way.ready();
        }
    }

    private void refreshKeys() {
        exchange.due().onSuccess(due -> {
            if (due) {
                exchangeKeys();
            }
        });
    }

    /** The types of key that the bank sent; fails when it sent none that are good, or the line is busy or gone. */
    Future<List<KeyType>> exchangeKeys() {
        if (ended || asked != null) {
            return Future.failedFuture("the line has another question open: try again");
        }
        Promise<List<KeyType>> done = Promise.promise();
        exchange.asking(true);
        ask(NetworkMessages.KEY_EXCHANGE, answer -> exchange.answered(answer).onComplete(done))
                .onFailure(done::tryFail);
        return done.future().onComplete(end -> exchange.asking(false));
    }

    /** A bank that has read nothing since the last echo was due reads no more. */
    private void echo() {
        if (!way.isFree()) {
            if (stuck) {
                way.close("the bank does not read");
            }
            stuck = true;
            return;
        }
        stuck = false;
        if (asked == null) {
            ask(NetworkMessages.ECHO, answer -> {
                if (!isOk(answer)) {
                    way.close("0800 301 refused with " + answer.text(De.RESPONSE_CODE));
                }
            });
        }
    }

    void signOff() {
        if (ready && config.signOn()) {
            way.write(messages.request(NetworkMessages.SIGN_OFF));
        }
    }

    private Future<IsoMessage> ask(String code, Consumer<IsoMessage> then) {
        IsoMessage request = messages.request(code);
        Promise<IsoMessage> answer = Promise.promise();
        long timer = vertx.setTimer(config.answerWithinMs(), id -> unanswered(code));
        asked = new Asked(request, answer, timer);
        heardSinceAsked = false;
        way.write(request);
        return answer.future().onSuccess(then::accept);
    }

    /** Silence ends a connection only when it is complete: a bank that answers payments is alive. */
    private void unanswered(String code) {
        Asked open = asked;
        asked = null;
        if (open != null) {
            open.answer().tryFail("no answer to 0800 " + code);
        }
        boolean optional = code.equals(NetworkMessages.KEY_EXCHANGE);
        if (!ready && !optional || !heardSinceAsked) {
            way.close("no answer to 0800 " + code);
        }
    }

    /** Anything at all came from the bank. */
    void heard() {
        heardSinceAsked = true;
    }

    void answered(IsoMessage answer) {
        Asked open = asked;
        if (open == null || !String.valueOf(open.request().text(De.STAN)).equals(answer.text(De.STAN))) {
            LOG.warn("bank={} unmatched mti={} stan={}", config.id(), answer.mti(), answer.text(De.STAN));
            return;
        }
        asked = null;
        vertx.cancelTimer(open.timer());
        open.answer().complete(answer);
    }

    /** The answer to the bank's own question. */
    Future<IsoMessage> asked(IsoMessage request) {
        return NetworkMessages.KEY_EXCHANGE.equals(request.text(De.NETWORK_CODE))
                ? exchange.pushed(request)
                : Future.succeededFuture(NetworkMessages.answerTo(request));
    }

    void end() {
        ended = true;
        Asked open = asked;
        asked = null;
        if (open != null) {
            vertx.cancelTimer(open.timer());
            open.answer().tryFail("the line was lost");
        }
        cancel(echoTimer);
        cancel(keyTimer);
    }

    private void cancel(long timer) {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
    }

    private static boolean isOk(IsoMessage answer) {
        return NetworkMessages.OK.equals(answer.text(De.RESPONSE_CODE));
    }
}
