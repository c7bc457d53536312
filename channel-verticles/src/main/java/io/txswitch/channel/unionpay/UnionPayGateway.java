package io.txswitch.channel.unionpay;

import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Form;
import io.txswitch.channel.wallet.Order;
import io.txswitch.channel.wallet.Wire;
import io.txswitch.core.model.TxHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** The signed way to UnionPay's interfaces and back. */
final class UnionPayGateway {
    static final String VERSION = "5.1.0";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    /** An answer to another request must not be taken for this one's. */
    private static final List<String> ECHOED = List.of("merId", "orderId", "txnTime", "txnType");

    private final ChannelConfig config;
    private final UnionPaySignature signature;
    private final OkHttpClient http;

    UnionPayGateway(ChannelConfig config, UnionPaySignature signature) {
        this.config = config;
        this.signature = signature;
        this.http = Wire.client(config.baseUrl(), config.limits());
    }

    /** When a transaction is said to have happened: its receipt, so that a repeat says the same. */
    static String time(TxHeader header) {
        return TIME.format(header.receivedAt().atOffset(Order.BEIJING));
    }

    /** A moment in UnionPay's spelling. */
    static String time(Instant at) {
        return TIME.format(at.atOffset(Order.BEIJING));
    }

    /**
     * Signs, sends once, verifies. Throws when there is no answer that can be believed.
     *
     * @param name of the interface, such as {@code queryTrans.do}
     * @param fields what this request says; the common fields are added
     */
    Map<String, String> ask(String name, Map<String, String> fields) {
        Map<String, String> request = new HashMap<>(fields);
        request.put("version", VERSION);
        request.put("encoding", "UTF-8");
        request.put("bizType", "000000");
        request.put("channelType", "08");
        request.put("accessType", "0");
        request.put("merId", config.merchantNo());
        signature.sign(request);
        Map<String, String> answer = Form.plain(post(name, request));
        if (answer == null || !signature.genuine(answer) || answer.get("respCode") == null) {
            throw new IllegalStateException("no answer of UnionPay that can be believed");
        }
        boolean done = UnionPayCodes.done(answer.get("respCode"));
        for (String field : ECHOED) {
            String echo = answer.get(field);
            if (echo == null ? done : !echo.equals(request.get(field))) {
                throw new IllegalStateException("an answer to another request: " + field);
            }
        }
        return answer;
    }

    private String post(String name, Map<String, String> fields) {
        FormBody.Builder form = new FormBody.Builder(StandardCharsets.UTF_8);
        fields.forEach(form::add);
        HttpUrl url = Objects.requireNonNull(config.baseUrl().resolve(name), name);
        Request request = new Request.Builder().url(url).post(form.build()).build();
        try (Response response = http.newCall(request).execute()) {
            ResponseBody answer = response.body();
            if (!response.isSuccessful() || answer == null) {
                throw new IllegalStateException("HTTP " + response.code());
            }
            return new String(answer.bytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("no answer of UnionPay", e);
        }
    }

    void close() {
        Wire.close(http);
    }
}
