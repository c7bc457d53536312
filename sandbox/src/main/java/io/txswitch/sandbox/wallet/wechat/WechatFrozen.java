package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Fields;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;

/** Orders whose money waits to be shared; confined to the simulator's event loop. */
final class WechatFrozen {
    /** By the merchant's number; as many as the ledger has orders. */
    private final Set<String> orders = new HashSet<>();

    /** Notes what an order's request says of it. */
    void note(JsonObject request) {
        JsonObject settle = Fields.object(request, "settle_info");
        if (Boolean.TRUE.equals(settle.getValue("profit_sharing"))) {
            orders.add(Fields.text(request, "out_trade_no"));
        }
    }

    boolean holds(String outTradeNo) {
        return orders.contains(outTradeNo);
    }

    /** The rest goes to the merchant. */
    void release(String outTradeNo) {
        orders.remove(outTradeNo);
    }
}
