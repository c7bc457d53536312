package io.txswitch.core.bus;

import io.txswitch.core.contract.AssessRisk;
import io.txswitch.core.contract.BatchContents;
import io.txswitch.core.contract.ChangeWebhookEndpoint;
import io.txswitch.core.contract.ClosePayment;
import io.txswitch.core.contract.ConfirmPayment;
import io.txswitch.core.contract.CredentialsChanged;
import io.txswitch.core.contract.EndpointAnswer;
import io.txswitch.core.contract.ExchangeKeys;
import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.FindRoute;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostHealth;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.KeysExchanged;
import io.txswitch.core.contract.ListPayments;
import io.txswitch.core.contract.ListWebhookEndpoints;
import io.txswitch.core.contract.ListWebhookEvents;
import io.txswitch.core.contract.MerchantTotals;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentFound;
import io.txswitch.core.contract.PaymentPage;
import io.txswitch.core.contract.PutWebhookEndpoint;
import io.txswitch.core.contract.ReadBatch;
import io.txswitch.core.contract.ReadPayment;
import io.txswitch.core.contract.ReadTotals;
import io.txswitch.core.contract.RecoverPayment;
import io.txswitch.core.contract.RedeliverEvent;
import io.txswitch.core.contract.RedeliverGivenUp;
import io.txswitch.core.contract.RedeliveryAnswer;
import io.txswitch.core.contract.RedeliveryCount;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.contract.TerminalChanged;
import io.txswitch.core.contract.TransactionChanged;
import io.txswitch.core.contract.Verdict;
import io.txswitch.core.contract.WebhookEndpoints;
import io.txswitch.core.contract.WebhookEventPage;

/** Every conversation on the event bus. */
public final class Addresses {
    /** Edge → core: carry out a transaction. */
    public static final Address<SubmitPayment, Outcome> PAYMENT_SUBMIT =
            new Address<>("payment.submit", SubmitPayment.class, Outcome.class);

    /** Terminal edge → core: take a transaction back. */
    public static final Address<ReversePayment, Outcome> PAYMENT_REVERSE =
            new Address<>("payment.reverse", ReversePayment.class, Outcome.class);

    /** Anyone → core: one transaction as the journal has it. */
    public static final Address<ReadPayment, PaymentFound> PAYMENT_READ =
            new Address<>("payment.read", ReadPayment.class, PaymentFound.class);

    /** Merchant edge → reads: one transaction as the journal has it, without a word to the flow. */
    public static final Address<ReadPayment, PaymentFound> PAYMENT_QUERY =
            new Address<>("payment.query", ReadPayment.class, PaymentFound.class);

    /** A consumer of events → core: look after a payment that is still open; answers how it stands. */
    public static final Address<RecoverPayment, PaymentFound> PAYMENT_RECOVER =
            new Address<>("payment.recover", RecoverPayment.class, PaymentFound.class);

    /** Merchant edge → core: close a payment, or take it back. */
    public static final Address<ClosePayment, Outcome> PAYMENT_CLOSE =
            new Address<>("payment.close", ClosePayment.class, Outcome.class);

    /** Merchant edge → core: the payer's second step. */
    public static final Address<ConfirmPayment, Outcome> PAYMENT_CONFIRM =
            new Address<>("payment.confirm", ConfirmPayment.class, Outcome.class);

    /** Merchant edge → reads: a page of a merchant's transactions. */
    public static final Address<ListPayments, PaymentPage> PAYMENTS_LIST =
            new Address<>("payments.list", ListPayments.class, PaymentPage.class);

    /** Merchant edge → reads: what a merchant's transactions come to. */
    public static final Address<ReadTotals, MerchantTotals> TOTALS_READ =
            new Address<>("totals.read", ReadTotals.class, MerchantTotals.class);

    /** Merchant edge → notifier: where a merchant's events go. */
    public static final Address<ListWebhookEndpoints, WebhookEndpoints> ENDPOINTS_LIST =
            new Address<>("endpoints.list", ListWebhookEndpoints.class, WebhookEndpoints.class);

    /** Merchant edge → notifier: make or change an endpoint. */
    public static final Address<PutWebhookEndpoint, EndpointAnswer> ENDPOINT_PUT =
            new Address<>("endpoint.put", PutWebhookEndpoint.class, EndpointAnswer.class);

    /** Merchant edge → notifier: remove an endpoint, or give it a new secret. */
    public static final Address<ChangeWebhookEndpoint, EndpointAnswer> ENDPOINT_CHANGE =
            new Address<>("endpoint.change", ChangeWebhookEndpoint.class, EndpointAnswer.class);

    /** Merchant edge → notifier: what a merchant was told, and how that went. */
    public static final Address<ListWebhookEvents, WebhookEventPage> EVENTS_LIST =
            new Address<>("events.list", ListWebhookEvents.class, WebhookEventPage.class);

    /** Merchant edge → notifier: tell him once more. */
    public static final Address<RedeliverEvent, RedeliveryAnswer> EVENT_REDELIVER =
            new Address<>("event.redeliver", RedeliverEvent.class, RedeliveryAnswer.class);

    /** Control port → notifier: tell a merchant everything again that was given up. */
    public static final Address<RedeliverGivenUp, RedeliveryCount> EVENTS_REDELIVER =
            new Address<>("events.redeliver", RedeliverGivenUp.class, RedeliveryCount.class);

    /** Terminal edge → core: what a terminal did in one batch. */
    public static final Address<ReadBatch, BatchContents> BATCH_READ =
            new Address<>("batch.read", ReadBatch.class, BatchContents.class);

    /** Bank line or channel → core: a late answer or a verified notification. */
    public static final Address<ReportHostFact, FactReceipt> HOST_FACT =
            new Address<>("host.fact", ReportHostFact.class, FactReceipt.class);

    /** Core → risk. */
    public static final Address<AssessRisk, Verdict> RISK_ASSESS =
            new Address<>("risk.assess", AssessRisk.class, Verdict.class);

    /** Core → router. */
    public static final Address<FindRoute, RouteChoice> ROUTE_FIND =
            new Address<>("route.find", FindRoute.class, RouteChoice.class);

    /** Core → one bank or channel: {@code HOST_CALL.with(hostId)}. */
    public static final Address<HostRequest, HostAnswer> HOST_CALL =
            new Address<>("host.call", HostRequest.class, HostAnswer.class);

    /** Control port → one bank's line, {@code BANK_KEYS.with(bankId)}: ask the bank for new working keys. */
    public static final Address<ExchangeKeys, KeysExchanged> BANK_KEYS =
            new Address<>("bank.keys", ExchangeKeys.class, KeysExchanged.class);

    /** Hosts → everyone: up or down. */
    public static final Address<HostHealth, Void> HOST_HEALTH =
            new Address<>("host.health", HostHealth.class, Void.class);

    /** Core → the owning node, {@code TRANSACTION_CHANGED.with(nodeId)}: another node appended a fact; a hint only. */
    public static final Address<TransactionChanged, Void> TRANSACTION_CHANGED =
            new Address<>("transaction.changed", TransactionChanged.class, Void.class);

    /** Control port → everyone: a terminal was added, blocked, unblocked or got keys; a hint only. */
    public static final Address<TerminalChanged, Void> TERMINAL_CHANGED =
            new Address<>("terminal.changed", TerminalChanged.class, Void.class);

    /** Control port → everyone: a channel's credentials should be read again; a hint only. */
    public static final Address<CredentialsChanged, Void> CREDENTIALS_CHANGED =
            new Address<>("credentials.changed", CredentialsChanged.class, Void.class);

    private Addresses() {}
}
