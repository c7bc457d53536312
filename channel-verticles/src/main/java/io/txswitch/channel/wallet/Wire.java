package io.txswitch.channel.wallet;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client under all channels: it sends each request once at most, to the configured host, before the deadline.
 *
 * <p>OkHttp repeats a POST by itself in three cases, all switched off here: when a pooled connection dies under it
 * (retryOnConnectionFailure), on a redirect, and on a 503 with {@code Retry-After: 0}. Hosts and certificates are
 * verified as the JDK does. HTTP/1.1 only: HTTP/2 spells header names in lower case, which wechatpay-java does not
 * find.
 */
public final class Wire {
    /** Wallets close idle connections after 8 s or more; a connection that died meanwhile would only be a failure. */
    private static final int KEEP_ALIVE_SECONDS = 7;
    /** An answer is a few kilobytes; a larger one is not from a wallet. */
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    /** A payment may wait for the first answer of this kind. */
    private static final int TRUST_TIMEOUT_MS = 5_000;

    private static final Pattern CODE =
            Pattern.compile("\"(?:sub_code|code|trade_state|status)\"\\s{0,4}+:\\s{0,4}+\"([A-Za-z0-9_.-]{1,64}+)\"");

    /** UnionPay's answers are no JSON; of a query the payment's own code says more than the question's. */
    private static final Pattern FORM_CODE = Pattern.compile("(?:^|&)(origRespCode|respCode)=([A-Za-z0-9]{1,8})");

    private Wire() {}

    /** A client of a channel's own; close it with {@link #close}. */
    public static OkHttpClient client(HttpUrl base, ChannelLimits limits) {
        return new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(limits.connectTimeoutMs(), TimeUnit.MILLISECONDS)
                .readTimeout(limits.callTimeoutMs(), TimeUnit.MILLISECONDS)
                .writeTimeout(limits.callTimeoutMs(), TimeUnit.MILLISECONDS)
                .callTimeout(limits.callTimeoutMs(), TimeUnit.MILLISECONDS)
                .connectionPool(new ConnectionPool(limits.maxInFlight(), KEEP_ALIVE_SECONDS, TimeUnit.SECONDS))
                .addInterceptor(chain -> exchange(chain, base))
                .addNetworkInterceptor(Wire::send)
                .build();
    }

    /**
     * A client for files, which are streams: nothing of them is kept, and only their parts have a time limit.
     *
     * @param base where every request goes; null leaves each its own host
     */
    public static OkHttpClient files(@Nullable HttpUrl base, ChannelLimits limits) {
        return new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(limits.connectTimeoutMs(), TimeUnit.MILLISECONDS)
                .readTimeout(limits.callTimeoutMs(), TimeUnit.MILLISECONDS)
                .writeTimeout(limits.callTimeoutMs(), TimeUnit.MILLISECONDS)
                .addInterceptor(chain -> file(chain, base))
                .addNetworkInterceptor(Wire::send)
                .build();
    }

    /** A client for questions about the wallet's own keys: they belong to no transaction, so nothing is kept. */
    public static OkHttpClient trust(HttpUrl base, ChannelLimits limits) {
        return new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(limits.connectTimeoutMs(), TimeUnit.MILLISECONDS)
                .callTimeout(Math.min(limits.callTimeoutMs(), TRUST_TIMEOUT_MS), TimeUnit.MILLISECONDS)
                .addInterceptor(chain -> {
                    Response response = chain.proceed(toHost(chain.request(), base));
                    body(response);
                    return response;
                })
                .build();
    }

    /** The address may carry a token, so only its path is kept. */
    private static Response file(Interceptor.Chain chain, @Nullable HttpUrl base) throws IOException {
        Exchange exchange = Exchange.current();
        Request request = base == null ? chain.request() : toHost(chain.request(), base);
        exchange.keepRequest(request.method() + " " + request.url().encodedPath());
        long startedNanos = System.nanoTime();
        Response response = within(chain, exchange).proceed(request);
        exchange.keepAnswer(sinceMs(startedNanos), response.code(), null, "a file");
        if (!response.isSuccessful()) {
            response.close();
            throw new IOException("HTTP " + response.code());
        }
        return response;
    }

    public static void close(OkHttpClient client) {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private static Response exchange(Interceptor.Chain chain, HttpUrl base) throws IOException {
        Exchange exchange = Exchange.current();
        Request request = toHost(chain.request(), base);
        exchange.keepRequest(text(request));
        long startedNanos = System.nanoTime();
        try {
            Response response = within(chain, exchange).proceed(request);
            String body = body(response);
            exchange.keepAnswer(sinceMs(startedNanos), response.code(), code(body), body);
            return response;
        } catch (IOException e) {
            exchange.keepAnswer(sinceMs(startedNanos), 0, e.getClass().getSimpleName(), "");
            throw e;
        }
    }

    private static Interceptor.Chain within(Interceptor.Chain chain, Exchange exchange) throws IOException {
        long remainingMs = exchange.remainingMs();
        if (remainingMs <= 0) {
            throw new IOException("the deadline has passed");
        }
        int mostMs = (int) Math.min(remainingMs, Integer.MAX_VALUE);
        return chain.withConnectTimeout(Math.min(mostMs, chain.connectTimeoutMillis()), TimeUnit.MILLISECONDS)
                .withWriteTimeout(Math.min(mostMs, chain.writeTimeoutMillis()), TimeUnit.MILLISECONDS)
                .withReadTimeout(Math.min(mostMs, chain.readTimeoutMillis()), TimeUnit.MILLISECONDS);
    }

    /** The last step before the socket: connected, nothing written yet. */
    private static Response send(Interceptor.Chain chain) throws IOException {
        Exchange.current().sending();
        return chain.proceed(chain.request())
                .newBuilder()
                .removeHeader("Retry-After")
                .build();
    }

    private static Request toHost(Request request, HttpUrl base) {
        HttpUrl url = request.url()
                .newBuilder()
                .scheme(base.scheme())
                .host(base.host())
                .port(base.port())
                .build();
        return request.newBuilder().url(url).build();
    }

    private static String body(Response response) throws IOException {
        try {
            byte[] bytes = response.peekBody(MAX_ANSWER_BYTES + 1L).bytes();
            if (bytes.length > MAX_ANSWER_BYTES) {
                throw new IOException("the answer is larger than 1 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            response.close();
            throw e;
        }
    }

    /** Method, path and body; forms are decoded, one field a line, so that people and the redaction can read them. */
    private static String text(Request request) throws IOException {
        StringBuilder text = new StringBuilder(request.method())
                .append(' ')
                .append(request.url().encodedPath());
        if (request.url().encodedQuery() != null) {
            text.append("?\n").append(decoded(request.url().encodedQuery()));
        }
        if (request.body() != null) {
            Buffer buffer = new Buffer();
            request.body().writeTo(buffer);
            String body = buffer.readUtf8();
            boolean form = String.valueOf(request.body().contentType()).startsWith("application/x-www-form-urlencoded");
            text.append('\n').append(form ? decoded(body) : body);
        }
        return text.toString();
    }

    /** {@code a=1&b=2} as lines; text that is no form stays as it is. */
    public static String decoded(String form) {
        try {
            StringBuilder lines = new StringBuilder();
            for (String field : form.split("&")) {
                lines.append(URLDecoder.decode(field, StandardCharsets.UTF_8)).append('\n');
            }
            return lines.toString();
        } catch (IllegalArgumentException e) {
            return form;
        }
    }

    /** The wallet's own code in an answer: the sub code where there is one. */
    private static @Nullable String code(String body) {
        return body.startsWith("{") ? jsonCode(body) : formCode(body);
    }

    private static @Nullable String formCode(String body) {
        Matcher matcher = FORM_CODE.matcher(body);
        String found = null;
        while (matcher.find()) {
            if (found == null || matcher.group(1).equals("origRespCode")) {
                found = matcher.group(2);
            }
        }
        return found;
    }

    private static @Nullable String jsonCode(String body) {
        Matcher matcher = CODE.matcher(body);
        String found = null;
        while (matcher.find()) {
            if (matcher.group().startsWith("\"sub_code\"")) {
                return matcher.group(1);
            }
            found = found == null ? matcher.group(1) : found;
        }
        return found;
    }

    private static long sinceMs(long startedNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    }
}
