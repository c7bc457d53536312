package io.txswitch.iso8583.bank;

import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.KeyType;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * New working keys for a line: asked for, or pushed by the bank (0800, DE70 101, keys in DE48). Belongs to one event
 * loop, shared by the connections of a line, of which one asks at a time.
 */
final class KeyExchange {
    private static final Logger LOG = LoggerFactory.getLogger(KeyExchange.class);
    private static final int PRIVATE_TEXT = 48;

    private final BankConfig config;
    private final ZoneKeys keys;
    private final BankMetrics metrics;
    private boolean asking;

    KeyExchange(BankConfig config, ZoneKeys keys, BankMetrics metrics) {
        this.config = config;
        this.keys = keys;
        this.metrics = metrics;
    }

    /** Whether this line should ask now; keys that are young enough, on whichever node they came, are left alone. */
    Future<Boolean> due() {
        if (!config.zone().exchangesKeys() || asking) {
            return Future.succeededFuture(false);
        }
        return keys.areFresh(config.zone().exchangeEveryMs()).map(fresh -> !fresh && !asking);
    }

    void asking(boolean now) {
        asking = now;
    }

    /** What the answer to a question for keys brings; the keys of before stay when it brings nothing good. */
    Future<List<KeyType>> answered(IsoMessage answer) {
        String code = answer.text(De.RESPONSE_CODE);
        return NetworkMessages.OK.equals(code)
                ? taken("asked", answer)
                : failed("asked", new IllegalArgumentException("refused with " + code));
    }

    /** The answer to keys that the bank pushes. */
    Future<IsoMessage> pushed(IsoMessage request) {
        return taken("pushed", request)
                .map(types -> NetworkMessages.answer(request, NetworkMessages.OK))
                .otherwise(NetworkMessages.answer(request, Reason.SYSTEM_ERROR.responseCode()));
    }

    private Future<List<KeyType>> taken(String how, IsoMessage message) {
        @Nullable String text = message.text(PRIVATE_TEXT);
        return keys.take(text == null ? "" : text)
                .onSuccess(types -> {
                    metrics.keysChanged();
                    LOG.info("bank={} keys={} how={}", config.id(), types, how);
                })
                .recover(cause -> failed(how, cause));
    }

    private Future<List<KeyType>> failed(String how, Throwable cause) {
        metrics.keysRefused();
        LOG.warn("bank={} keys=none how={} why=\"{}\"", config.id(), how, cause.getMessage());
        return Future.failedFuture(cause);
    }
}
