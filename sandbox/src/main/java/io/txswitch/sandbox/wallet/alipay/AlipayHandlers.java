package io.txswitch.sandbox.wallet.alipay;

/** What serves the methods, one part per kind of business. */
record AlipayHandlers(
        AlipayTrades trades,
        AlipayPages pages,
        AlipayTransfers transfers,
        AlipayBills bills,
        AlipayAgreements agreements,
        AlipayDeductions deductions,
        AlipaySettlements settlements) {}
