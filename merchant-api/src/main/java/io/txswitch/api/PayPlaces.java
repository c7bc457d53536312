package io.txswitch.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.config.Product;

/** Tells what a channel gave for the payer by the name that fits the product's mode: a code, an address, parameters. */
final class PayPlaces {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PayPlaces() {}

    static Answer named(Answer answer, ApiConfig config) {
        if (answer instanceof Answer.Resource resource) {
            Product product =
                    config.products().get(resource.body().path("product").asText());
            if (product != null) {
                name(resource.body(), product);
            }
        }
        return answer;
    }

    private static void name(ObjectNode body, Product product) {
        JsonNode given = body.get("qr_code");
        if (given == null) {
            return;
        }
        switch (product.mode()) {
            case MERCHANT_CODE, PAYER_CODE, DEDUCT, AGREEMENT, TRANSFER, SHARE -> {}
            case H5, PAGE -> {
                body.remove("qr_code");
                body.set("pay_url", given);
            }
            case JSAPI, MINI_PROGRAM, APP -> {
                body.remove("qr_code");
                body.set("pay_params", parameters(given.asText()));
            }
        }
    }

    /** An object as it is; another text as the one member {@code order_string}, as Alipay's app call takes it. */
    private static ObjectNode parameters(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // Not JSON: the text itself is what the call takes.
        }
        return JSON.createObjectNode().put("order_string", text);
    }
}
