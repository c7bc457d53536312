package io.txswitch.core.bus;

import io.txswitch.core.contract.AssessRisk;
import io.txswitch.core.contract.BatchContents;
import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.FindRoute;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostHealth;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentFound;
import io.txswitch.core.contract.ReadBatch;
import io.txswitch.core.contract.ReadPayment;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.contract.TerminalChanged;
import io.txswitch.core.contract.TransactionChanged;
import io.txswitch.core.contract.Verdict;

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

    /** Hosts → everyone: up or down. */
    public static final Address<HostHealth, Void> HOST_HEALTH =
            new Address<>("host.health", HostHealth.class, Void.class);

    /** Core → the owning node, {@code TRANSACTION_CHANGED.with(nodeId)}: another node appended a fact; a hint only. */
    public static final Address<TransactionChanged, Void> TRANSACTION_CHANGED =
            new Address<>("transaction.changed", TransactionChanged.class, Void.class);

    /** Control port → everyone: a terminal was added, blocked, unblocked or got keys; a hint only. */
    public static final Address<TerminalChanged, Void> TERMINAL_CHANGED =
            new Address<>("terminal.changed", TerminalChanged.class, Void.class);

    private Addresses() {}
}
