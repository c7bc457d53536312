package io.txswitch.sandbox.wallet.wechat;

/** What profit sharing has to do with the rest: which orders wait for it, and who is told. */
record WechatSharing(WechatFrozen frozen, WechatNotices notices) {}
