package io.txswitch.notifier;

import io.txswitch.core.config.Merchant;
import io.txswitch.core.model.Secret;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a merchant's events go: to every endpoint of his that wants them, and to the address of his settings, which a
 * payment's own {@code notify_url} replaces for that payment.
 */
final class Fanout {
    private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);

    private final Map<String, Merchant> merchants;
    private final Endpoints endpoints;

    Fanout(Map<String, Merchant> merchants, Endpoints endpoints) {
        this.merchants = merchants;
        this.endpoints = endpoints;
    }

    /** Where to post now, and what signs it, the newest secret first. */
    record Target(String url, List<Secret> secrets) {}

    Future<List<SignedEndpoint>> endpoints(Collection<String> merchantIds) {
        return endpoints.of(merchantIds);
    }

    /** Whether the merchant can ask what he was told, or has somewhere to be told it. */
    boolean isTold(String merchantId) {
        Merchant merchant = merchants.get(merchantId);
        return merchant != null && (merchant.appId() != null || merchant.webhookSecret() != null);
    }

    /** @param all the endpoints, of this merchant or of more */
    List<Delivery> deliveries(MerchantEvent event, @Nullable String notifyUrl, Collection<SignedEndpoint> all) {
        List<Delivery> owed = new ArrayList<>();
        String url = settingsUrl(event, notifyUrl);
        if (url != null) {
            owed.add(new Delivery(event, Delivery.SETTINGS, url));
        }
        for (SignedEndpoint each : all) {
            if (each.endpoint().merchantId().equals(event.merchantId()) && each.wants(event.type())) {
                owed.add(new Delivery(
                        event, each.endpoint().id(), each.endpoint().url()));
            }
        }
        return owed;
    }

    /** Null when there is none, or no secret to sign it with. */
    private @Nullable String settingsUrl(MerchantEvent event, @Nullable String notifyUrl) {
        Merchant merchant = merchants.get(event.merchantId());
        String url = notifyUrl != null || merchant == null ? notifyUrl : merchant.webhookUrl();
        if (url == null) {
            return null;
        }
        if (merchant == null || merchant.webhookSecret() == null || url.length() > WebhookUrl.MAX_LENGTH) {
            LOG.warn(
                    "tx={} notifier=no-delivery merchant={} why=no-secret-or-long-url",
                    event.txId(),
                    event.merchantId());
            return null;
        }
        return url;
    }

    /**
     * Resolves a delivery as things stand now.
     *
     * @return fails with {@link RefusedUrlException} when there is nowhere to post to any more
     */
    Future<Target> target(Delivery delivery) {
        return delivery.endpointId().equals(Delivery.SETTINGS) ? settings(delivery) : stored(delivery);
    }

    private Future<Target> settings(Delivery delivery) {
        Merchant merchant = merchants.get(delivery.event().merchantId());
        List<Secret> secrets = merchant == null ? List.of() : merchant.webhookSecrets();
        return secrets.isEmpty()
                ? Future.failedFuture(new RefusedUrlException("no webhook secret"))
                : Future.succeededFuture(new Target(delivery.url(), secrets));
    }

    private Future<Target> stored(Delivery delivery) {
        return endpoints.of(List.of(delivery.event().merchantId())).compose(all -> {
            Optional<SignedEndpoint> found = all.stream()
                    .filter(each -> each.endpoint().id().equals(delivery.endpointId()))
                    .findFirst();
            if (found.isEmpty() || !found.get().endpoint().enabled()) {
                return Future.failedFuture(new GoneException("the endpoint was removed or switched off"));
            }
            return Future.succeededFuture(
                    new Target(found.get().endpoint().url(), found.get().secrets()));
        });
    }
}
