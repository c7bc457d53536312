package io.txswitch.sandbox.wallet.sample;

/** What serves the interfaces, one part per kind of business. */
record SampleHandlers(
        SamplePayments payments,
        SampleRefunds refunds,
        SampleAgreements agreements,
        SampleTransfers transfers,
        SampleShares shares,
        SampleBills bills) {}
