package io.txswitch.notifier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@link Webhooks} over HTTP/1.1, so that a merchant's URL cannot be used to reach what is not the merchant's.
 *
 * <p>The host is looked up once, every address it has must be public, and the connection goes to the checked address:
 * a name that answers differently the second time gains nothing. TLS and the Host header still carry the name.
 * Redirects are not followed and what the endpoint writes is counted, not kept.
 */
public final class HttpWebhooks implements Webhooks {
    /** Connections to one endpoint; more posts than a merchant's share are never under way. */
    private static final int CONNECTIONS = 64;

    private static final int IDLE_CONNECTION_S = 15;

    private final Vertx vertx;
    private final HttpClient client;
    private final NameLookup names;
    private final boolean allowPrivate;
    private final int timeoutMs;

    /** @param trusted whose certificates to believe, null for the usual authorities */
    HttpWebhooks(Vertx vertx, NameLookup names, boolean allowPrivate, int timeoutMs, @Nullable TrustOptions trusted) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(timeoutMs)
                .setIdleTimeout(IDLE_CONNECTION_S)
                .setVerifyHost(true);
        if (trusted != null) {
            options.setTrustOptions(trusted);
        }
        this.vertx = vertx;
        this.client = vertx.createHttpClient(
                options, new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(CONNECTIONS));
        this.names = names;
        this.allowPrivate = allowPrivate;
        this.timeoutMs = timeoutMs;
    }

    public static HttpWebhooks create(Vertx vertx, NotifierConfig config) {
        return new HttpWebhooks(
                vertx, new SystemNameLookup(vertx), config.allowPrivateAddresses(), config.timeoutMs(), null);
    }

    @Override
    public Future<Integer> post(String url, Map<String, String> headers, String body) {
        WebhookUrl target;
        try {
            target = WebhookUrl.parse(url);
        } catch (RefusedUrlException e) {
            return Future.failedFuture(e);
        }
        WebhookExchange exchange = new WebhookExchange(vertx, timeoutMs);
        names.addresses(target.host())
                .compose(this::checked)
                .compose(address -> client.request(options(target, address, headers)))
                .onSuccess(request -> exchange.send(request, body))
                .onFailure(exchange::fail);
        return exchange.status();
    }

    @Override
    public Future<Void> check(String url) {
        try {
            return names.addresses(WebhookUrl.parse(url).host())
                    .compose(this::checked)
                    .mapEmpty();
        } catch (RefusedUrlException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<InetAddress> checked(List<InetAddress> addresses) {
        if (addresses.isEmpty() || (!allowPrivate && !addresses.stream().allMatch(PublicAddress::is))) {
            return Future.failedFuture(new RefusedUrlException("the host is not on the public internet"));
        }
        return Future.succeededFuture(addresses.getFirst());
    }

    private RequestOptions options(WebhookUrl target, InetAddress address, Map<String, String> headers) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, target.port())))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.target())
                .setFollowRedirects(false)
                .setConnectTimeout(timeoutMs);
        headers.forEach(options::putHeader);
        return options;
    }

    @Override
    public Future<Void> close() {
        if (names instanceof SystemNameLookup system) {
            system.close();
        }
        return client.close();
    }
}
