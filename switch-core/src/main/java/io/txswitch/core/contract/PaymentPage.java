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

    /** Of what was found with a limit of one more than the page has. */
    public static PaymentPage of(List<PaymentView> found, int limit) {
        return new PaymentPage(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    }
}
