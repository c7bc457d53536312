package io.txswitch.core.agreement;

import io.txswitch.core.agreement.Agreements.Due;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The deduction of a period as the core is asked for it: the same period is always the same request. */
final class Deductions {
    /** Nobody waits at a counter: as long as a wallet may take. */
    static final long ANSWER_WITHIN_MS = 10_000;

    private Deductions() {}

    static SubmitPayment of(PaymentView agreement, AgreementTerms terms, String product, Due row) {
        String number = number(row);
        return new SubmitPayment(
                Kind.DEDUCTION,
                key(row),
                fingerprint(key(row) + "|" + terms.amountMinor() + "|" + terms.currency()),
                agreement.merchantId(),
                null,
                product,
                terms.money(),
                null,
                number,
                null,
                null,
                agreement.id(),
                agreement.subject(),
                agreement.notifyUrl(),
                ANSWER_WITHIN_MS);
    }

    /** One per period; a deduction that came to nothing is followed by another, which has a key of its own. */
    static String key(Due row) {
        String period = "renewal|" + row.agreement().text() + "|" + row.period();
        return row.attempts() == 0 ? period : period + "|" + row.attempts();
    }

    /** What the merchant reads as its order number. */
    private static String number(Due row) {
        String period = row.agreement().text() + "-" + row.period();
        return row.attempts() == 0 ? period : period + "-" + row.attempts();
    }

    private static String fingerprint(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
