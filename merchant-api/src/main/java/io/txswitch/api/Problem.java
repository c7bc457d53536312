package io.txswitch.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.contract.PaymentView;
import org.jspecify.annotations.Nullable;

/**
 * A refusal, as a problem document (RFC 9457).
 *
 * @param detail a sentence for the merchant's engineer; never holds anything of the request but names of parameters
 * @param param the parameter it is about
 * @param channelCode the wallet's own code
 */
record Problem(
        ApiCode code,
        String detail,
        @Nullable String param,
        @Nullable String channelCode) implements Answer {
    /** The problem's type: a name, not an address. */
    private static final String TYPE = "urn:txswitch:problem:";

    static Problem of(ApiCode code, String detail) {
        return new Problem(code, detail, null, null);
    }

    static Problem of(ApiCode code, String detail, String param) {
        return new Problem(code, detail, param, null);
    }

    /** The same with what the wallet itself said, where it said something; a bank's code is no merchant's business. */
    Problem saidBy(@Nullable PaymentView view) {
        return view == null || view.terminalId() != null ? this : new Problem(code, detail, param, view.hostCode());
    }

    /** The same about a member of an object within the request. */
    Problem within(String object) {
        return new Problem(code, object + "." + detail, object + (param == null ? "" : "." + param), channelCode);
    }

    @Override
    public int status() {
        return code.status();
    }

    /** @param requestId null within another document, which has it */
    ObjectNode json(@Nullable String requestId) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("type", TYPE + code.code());
        out.put("title", code.title());
        out.put("status", code.status());
        out.put("detail", detail);
        out.put("code", code.code());
        if (param != null) {
            out.put("param", param);
        }
        if (channelCode != null) {
            out.put("channel_code", channelCode);
        }
        out.put("retryable", code.retryable());
        if (requestId != null) {
            out.put("request_id", requestId);
        }
        return out;
    }
}
