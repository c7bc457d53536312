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
        all.putAll(byTerms(config, parts, core, idempotency, closing));
        return all;
    }

    private static Map<String, Operation> byTerms(
            ApiConfig config, Parts parts, CoreAsk core, Idempotency idempotency, Closing closing) {
        Transfers transfers = new Transfers(config, parts.submitter(), parts.reader(), core, idempotency);
        Agreements agreements = new Agreements(config, parts.submitter(), parts.reader(), core, idempotency);
        Shares shares = new Shares(config, parts.submitter(), parts.reader(), core, idempotency);
        return Map.of(
                "createTransfer", transfers::create,
                "listTransfers", transfers::list,
                "getTransfer", transfers::read,
                "createAgreement", agreements::create,
                "listAgreements", agreements::list,
                "getAgreement", agreements::read,
                "cancelAgreement", closing::cancelAgreement,
                "createShare", shares::create,
                "listShares", shares::list);
    }
}
