package io.txswitch.sandbox.wallet.wechat;

/** What serves the interfaces, one part per kind of business. */
record WechatHandlers(
        WechatPrepays prepays,
        WechatOrders orders,
        WechatRefunds refunds,
        WechatTransfers transfers,
        WechatShares shares,
        WechatBills bills) {}
