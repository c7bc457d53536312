package io.txswitch.notifier;

import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.ChangeWebhookEndpoint;
import io.txswitch.core.contract.EndpointAnswer;
import io.txswitch.core.contract.EndpointAnswer.Result;
import io.txswitch.core.contract.ListWebhookEndpoints;
import io.txswitch.core.contract.PutWebhookEndpoint;
import io.txswitch.core.contract.WebhookEndpoints;
import io.txswitch.core.model.Secret;
import io.txswitch.core.model.SharedSecret;
import io.vertx.core.Future;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, changes and removes merchants' endpoints, and the secrets that sign their events. */
final class EndpointDesk {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointDesk.class);
    private static final Pattern ID = Pattern.compile("we_[0-9a-f]{24}");
    private static final Pattern TYPE = Pattern.compile("[a-z_]{1,32}\\.[a-z_]{1,30}");
    private static final int MAX_TYPES = 32;
    /** As long as the hash is wide. */
    private static final int SECRET_BYTES = 32;

    private final Map<String, Merchant> merchants;
    private final Endpoints endpoints;
    private final Webhooks webhooks;
    private final RandomGenerator random;
    private final long secretOverlapMs;

    EndpointDesk(
            Map<String, Merchant> merchants,
            Endpoints endpoints,
            Webhooks webhooks,
            RandomGenerator random,
            long secretOverlapMs) {
        this.merchants = merchants;
        this.endpoints = endpoints;
        this.webhooks = webhooks;
        this.random = random;
        this.secretOverlapMs = secretOverlapMs;
    }

    Future<WebhookEndpoints> list(ListWebhookEndpoints query) {
        return endpoints
                .of(List.of(query.merchantId()))
                .map(found -> new WebhookEndpoints(
                        found.stream().map(SignedEndpoint::endpoint).toList()));
    }

    /** Never fails: a store that is away is {@link Result#UNAVAILABLE}. */
    Future<EndpointAnswer> put(PutWebhookEndpoint command) {
        if (!merchants.containsKey(command.merchantId()) || !isSound(command)) {
            return Future.succeededFuture(EndpointAnswer.of(Result.NOT_FOUND));
        }
        return webhooks.check(command.url())
                .transform(checked ->
                        checked.succeeded() ? stored(command) : Future.succeededFuture(refused(checked.cause())))
                .recover(lost -> unavailable(command.id(), lost));
    }

    private static boolean isSound(PutWebhookEndpoint command) {
        return ID.matcher(command.id()).matches()
                && command.eventTypes().size() <= MAX_TYPES
                && command.eventTypes().stream()
                        .allMatch(type -> TYPE.matcher(type).matches());
    }

    private static EndpointAnswer refused(Throwable cause) {
        String why =
                cause instanceof RefusedUrlException ? String.valueOf(cause.getMessage()) : "its host cannot be found";
        return new EndpointAnswer(Result.REFUSED_URL, null, null, "is refused: " + why);
    }

    private Future<EndpointAnswer> stored(PutWebhookEndpoint command) {
        if (!command.make()) {
            return endpoints.change(command).map(found -> answer(found, null));
        }
        Secret secret = newSecret();
        return endpoints.add(command, secret).compose(added -> switch (added) {
            case TOO_MANY -> Future.succeededFuture(EndpointAnswer.of(Result.TOO_MANY));
            case THERE -> find(command).map(found -> answer(found, null));
            case ADDED -> find(command).map(found -> answer(found, secret));
        });
    }

    private Future<Optional<SignedEndpoint>> find(PutWebhookEndpoint command) {
        return endpoints
                .of(List.of(command.merchantId()))
                .map(all -> all.stream()
                        .filter(each -> each.endpoint().id().equals(command.id()))
                        .findFirst());
    }

    private Secret newSecret() {
        byte[] key = new byte[SECRET_BYTES];
        random.nextBytes(key);
        return new Secret("whsec_" + Base64.getEncoder().encodeToString(key));
    }

    private static EndpointAnswer answer(Optional<SignedEndpoint> found, @Nullable Secret secret) {
        return found.map(each -> new EndpointAnswer(
                        Result.DONE, each.endpoint(), secret == null ? null : new SharedSecret(secret.reveal()), null))
                .orElse(EndpointAnswer.of(Result.NOT_FOUND));
    }

    /** Never fails, as {@link #put}. */
    Future<EndpointAnswer> change(ChangeWebhookEndpoint command) {
        return switch (command.change()) {
            case REMOVE ->
                endpoints
                        .remove(command.merchantId(), command.id())
                        .map(found -> answer(found, null))
                        .recover(lost -> unavailable(command.id(), lost));
            case ROTATE_SECRET -> {
                Secret secret = newSecret();
                yield endpoints
                        .rotate(command.merchantId(), command.id(), secret, secretOverlapMs)
                        .map(found -> answer(found, secret))
                        .recover(lost -> unavailable(command.id(), lost));
            }
        };
    }

    private static Future<EndpointAnswer> unavailable(String id, Throwable lost) {
        LOG.warn("endpoint={} change=not-made error=\"{}\"", id, lost.toString());
        return Future.succeededFuture(EndpointAnswer.of(Result.UNAVAILABLE));
    }
}
