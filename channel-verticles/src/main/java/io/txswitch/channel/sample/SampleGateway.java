package io.txswitch.channel.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Facts;
import io.txswitch.channel.wallet.Meaning;
import io.txswitch.channel.wallet.Wire;
import io.txswitch.core.model.HostFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** The signed way to the sample wallet and back. */
final class SampleGateway {
    static final String APP_ID = "X-Wallet-App";
    static final String TIME = "X-Wallet-Timestamp";
    static final String NONCE = "X-Wallet-Nonce";
    static final String SIGNATURE = "X-Wallet-Signature";

    private static final MediaType JSON = MediaType.get("application/json");
    private static final int SERVER_ERROR = 500;

    /**
     * What the wallet said, proven to be its own.
     *
     * @param refusal its code, or null when it did what it was asked
     */
    record Answer(ObjectNode body, @Nullable String refusal) {
        @Nullable
        String text(String name) {
            return SampleJson.text(body, name);
        }

        /** What its refusal says of the money. */
        Meaning meaning() {
            return refusal == null ? Meaning.UNKNOWN : SampleCodes.meaning(refusal);
        }

        /** Its refusal, for people. */
        HostFacts facts() {
            return Facts.refusal(refusal, text("message"));
        }
    }

    private final ChannelConfig config;
    private final SampleSignature signature;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final OkHttpClient http;
    private final OkHttpClient files;

    SampleGateway(ChannelConfig config, SampleSignature signature, InstantSource clock, RandomGenerator random) {
        this.config = config;
        this.signature = signature;
        this.clock = clock;
        this.random = random;
        this.http = Wire.client(config.baseUrl(), config.limits());
        this.files = Wire.files(config.baseUrl(), config.limits());
    }

    Answer get(String path) {
        return ask("GET", path, null);
    }

    Answer post(String path, ObjectNode body) {
        return ask("POST", path, body.toString());
    }

    /** Signs, sends once, verifies. Throws when there is no answer that can be believed. */
    private Answer ask(String method, String path, @Nullable String body) {
        String time = Long.toString(clock.instant().getEpochSecond());
        String nonce = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        String sent = body == null ? "" : body;
        HttpUrl url = Objects.requireNonNull(config.baseUrl().resolve(path), path);
        Request request = new Request.Builder()
                .url(url)
                .method(method, body == null ? null : RequestBody.create(sent.getBytes(StandardCharsets.UTF_8), JSON))
                .header(APP_ID, config.appId())
                .header(TIME, time)
                .header(NONCE, nonce)
                .header(SIGNATURE, signature.of(sent, method, path, time, nonce))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return believed(response, nonce);
        } catch (IOException e) {
            throw new IllegalStateException("no answer of the sample wallet", e);
        }
    }

    /** The answer repeats the request's nonce under its signature, so that no other answer can stand in for it. */
    private Answer believed(Response response, String nonce) throws IOException {
        ResponseBody answer = response.body();
        if (answer == null || response.code() >= SERVER_ERROR) {
            throw new IllegalStateException("HTTP " + response.code());
        }
        String text = new String(answer.bytes(), StandardCharsets.UTF_8);
        String status = Integer.toString(response.code());
        boolean genuine = nonce.equals(response.header(NONCE))
                && signature.fits(response.header(SIGNATURE), text, "ANSWER", status, nonce);
        ObjectNode body = genuine ? SampleJson.parse(text) : null;
        if (body == null) {
            throw new IllegalStateException("no answer of the sample wallet that can be believed");
        }
        return new Answer(body, response.isSuccessful() ? null : String.valueOf(SampleJson.text(body, "code")));
    }

    /** A file as a stream, to be closed; nothing proves whose it is. */
    InputStream file(String path) {
        HttpUrl url = Objects.requireNonNull(config.baseUrl().resolve(path), path);
        try {
            Response response =
                    files.newCall(new Request.Builder().url(url).build()).execute();
            return Objects.requireNonNull(response.body()).byteStream();
        } catch (IOException e) {
            throw new IllegalStateException("no file of the sample wallet", e);
        }
    }

    void close() {
        Wire.close(http);
        Wire.close(files);
    }
}
