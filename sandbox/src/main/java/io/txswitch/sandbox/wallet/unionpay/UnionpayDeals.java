package io.txswitch.sandbox.wallet.unionpay;

import io.txswitch.sandbox.wallet.Order;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Every order number the platform has seen, payments and refunds alike; confined to the simulator's event loop. */
final class UnionpayDeals {
    /**
     * One order number.
     *
     * @param txnTime as it was given; the number is found by both together
     * @param order the payment, also for what gives it back
     */
    record Deal(String orderId, String txnTime, String txnType, String txnSubType, String backUrl, Order order) {
        boolean isPayment() {
            return orderId.equals(order.terms().outTradeNo());
        }
    }

    /** As many entries as the ledger has orders and refunds. */
    private final Map<String, Deal> byOrderId = new HashMap<>();

    void add(Deal deal) {
        byOrderId.put(deal.orderId(), deal);
    }

    boolean knows(String orderId) {
        return byOrderId.containsKey(orderId);
    }

    Optional<Deal> find(String orderId, String txnTime) {
        return Optional.ofNullable(byOrderId.get(orderId))
                .filter(deal -> deal.txnTime().equals(txnTime));
    }

    /** The payment's own entry. */
    Optional<Deal> of(Order order) {
        return Optional.ofNullable(byOrderId.get(order.terms().outTradeNo()));
    }
}
