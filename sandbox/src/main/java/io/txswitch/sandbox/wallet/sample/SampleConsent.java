package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.Fields;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a payer is asked to agree to.
 *
 * @param no the merchant's number of the agreement
 * @param payerRef the merchant's own name for the payer
 * @param unit {@code day} or {@code month}
 * @param every how many units a period has
 * @param maxMinor the most that one deduction may take, fen
 */
record SampleConsent(String no, String payerRef, String unit, long every, long maxMinor) {
    private static final Pattern NO = Pattern.compile("[0-9A-Za-z]{8,40}");
    private static final Set<String> UNITS = Set.of("day", "month");
    private static final int MAX_PAYER_REF = 64;
    private static final int MAX_EVERY = 366;

    /** Empty when a member is missing or malformed. */
    static Optional<SampleConsent> read(JsonObject request) {
        SampleConsent consent = new SampleConsent(
                Fields.text(request, "agreement_no"),
                Fields.text(request, "payer_ref"),
                Fields.text(request, "period_unit"),
                Fields.integer(request, "period"),
                Fields.integer(request, "max_amount"));
        boolean valid = NO.matcher(consent.no).matches()
                && !consent.payerRef.isEmpty()
                && consent.payerRef.length() <= MAX_PAYER_REF
                && UNITS.contains(consent.unit)
                && consent.every >= 1
                && consent.every <= MAX_EVERY
                && consent.maxMinor > 0
                && "CNY".equals(Fields.text(request, "currency"));
        return valid ? Optional.of(consent) : Optional.empty();
    }
}
