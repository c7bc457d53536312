package io.txswitch.api;

import io.txswitch.core.bus.Bus;
import java.util.HashMap;
import java.util.Map;

/** Who carries out which operation of the contract. */
final class Operations {
    /** What several of them need. */
    record Parts(Submitter submitter, PaymentReader reader, Checkouts checkouts) {}

    private Operations() {}

    /** By operation id; the contract names no other, and each of these. */
    static Map<String, Operation> all(ApiConfig config, Bus bus, ApiStores stores, Parts parts) {
        Idempotency idempotency = new Idempotency(stores.keys());
        CoreAsk core = new CoreAsk(bus, config.readWithinMs());
        Payments payments = new Payments(config, parts.submitter(), parts.reader(), core, idempotency);
        Refunds refunds = new Refunds(config, parts.submitter(), parts.reader(), core, idempotency);
        Closing closing = new Closing(config, bus, parts.reader());
        Map<String, Operation> all = new HashMap<>(Map.of(
                "createPayment", payments::create,
                "listPayments", payments::list,
                "getPayment", payments::read,
                "closePayment", closing::close,
                "cancelPayment", closing::cancel,
                "confirmPayment", closing::confirm,
                "createRefund", refunds::create,
                "listRefunds", refunds::list,
                "getRefund", refunds::read,
                "createCheckout", parts.checkouts()::create));
        Endpoints endpoints = new Endpoints(core, idempotency);
        Events events = new Events(core);
        Reports reports = new Reports(config, core);
        all.putAll(Map.of(
                "createWebhookEndpoint", endpoints::create,
                "listWebhookEndpoints", endpoints::list,
                "getWebhookEndpoint", endpoints::read,
                "putWebhookEndpoint", endpoints::put,
                "deleteWebhookEndpoint", endpoints::delete,
                "rotateWebhookSecret", endpoints::rotate,
                "listEvents", events::list,
                "redeliverEvent", events::redeliver,
                "readTotals", reports::totals,
                "listProducts", reports::products));
        for (String id : new String[] {
            "createTransfer", "getTransfer", "createAgreement", "getAgreement", "cancelAgreement", "deductByAgreement"
        }) {
            all.put(
                    id,
                    request -> Operation.refuse(
                            Problem.of(ApiCode.NOT_SUPPORTED, "No channel of this switch does this yet.")));
        }
        return all;
    }
}
