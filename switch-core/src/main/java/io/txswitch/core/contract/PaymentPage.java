package io.txswitch.core.contract;


import java.util.List;

/**
 * The answer to {@link ListPayments}.
 *
 * @param payments as lists have them: without code, subject and notify address
 * @param more true when there is at least one behind the last
 */
public record PaymentPage(List<PaymentView> payments, boolean more) {
    public PaymentPage {
        payments = List.copyOf(payments);
    }
}
