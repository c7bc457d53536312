package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Order;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The codes that payers were sent for their second step; confined to the simulator's event loop. */
final class SampleConfirmations {
    /** What became of a code that a merchant brought. */
    enum Check {
        RIGHT,
        WRONG,
        /** Wrong, and no further try. */
        OVER
    }

    private static final int CODE_DIGITS = 6;
    private static final int MAX_TRIES = 3;
    private static final int LAST_TWO_DIGITS = 100;
    private static final int CONFIRMED_AMOUNTS_END_IN = 77;

    private record Waiting(String code, int tries) {}

    private final Numbers numbers;
    /** Order number to code; as bounded as the ledger's orders. */
    private final Map<String, Waiting> waiting = new HashMap<>();

    SampleConfirmations(Numbers numbers) {
        this.numbers = numbers;
    }

    static boolean wanted(Order order) {
        return order.terms().mode().equals("code")
                && order.terms().amountMinor() % LAST_TWO_DIGITS == CONFIRMED_AMOUNTS_END_IN;
    }

    /** The payer is sent a code. */
    void send(Order order) {
        waiting.put(order.terms().outTradeNo(), new Waiting(numbers.digits(CODE_DIGITS), 0));
    }

    boolean waits(Order order) {
        return waiting.containsKey(order.terms().outTradeNo()) && order.open();
    }

    /** What the payer reads on his telephone. */
    Optional<String> code(String orderNo) {
        return Optional.ofNullable(waiting.get(orderNo)).map(Waiting::code);
    }

    Check check(Order order, String code) {
        String orderNo = order.terms().outTradeNo();
        Waiting sent = waiting.get(orderNo);
        if (sent == null || sent.code().equals(code)) {
            waiting.remove(orderNo);
            return sent == null ? Check.OVER : Check.RIGHT;
        }
        int tries = sent.tries() + 1;
        if (tries >= MAX_TRIES) {
            waiting.remove(orderNo);
            return Check.OVER;
        }
        waiting.put(orderNo, new Waiting(sent.code(), tries));
        return Check.WRONG;
    }
}
