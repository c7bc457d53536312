package io.txswitch.iso8583.terminal;

import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import org.jspecify.annotations.Nullable;

/** Outcomes as answers; an answer says 00 only for what was approved, or taken back. */
final class TerminalAnswers {
    private static final int[] ECHOED = {
        De.PROCESSING_CODE,
        De.AMOUNT,
        De.TRANSMISSION_TIME,
        De.STAN,
        De.LOCAL_TIME,
        De.LOCAL_DATE,
        De.ACQUIRER,
        De.TERMINAL,
        De.MERCHANT,
        De.CURRENCY,
        De.NETWORK_CODE
    };
    private static final String OK = "00";
    private static final int AUTH_CODE_LENGTH = 6;
    private static final int MAX_CHIP_DATA_BYTES = 999;

    private TerminalAnswers() {}

    /** An answer without its result; keeps nothing of the card. */
    static IsoMessage.Builder begin(IsoMessage request) {
        return IsoMessage.of(request.answerMti()).copy(request, ECHOED);
    }

    static IsoMessage plain(IsoMessage.Builder answer, String responseCode) {
        return answer.set(De.RESPONSE_CODE, responseCode).build();
    }

    static IsoMessage of(IsoMessage.Builder answer, Outcome outcome) {
        PaymentView payment = outcome.payment();
        if (payment != null) {
            answer.set(De.RRN, payment.rrn()).set(De.AUTH_CODE, fitting(payment.authCode()));
        }
        byte[] chip = outcome.emv();
        if (chip != null && chip.length <= MAX_CHIP_DATA_BYTES) {
            answer.set(De.CHIP_DATA, chip);
        }
        return plain(answer, responseCode(outcome));
    }

    private static String responseCode(Outcome outcome) {
        String code = outcome.responseCode();
        boolean good = switch (outcome.result()) {
            case APPROVED, REVERSED -> true;
            case PENDING, DECLINED, UNKNOWN, REFUSED, CONFLICT -> false;
        };
        boolean wellFormed = code.matches("[0-9A-Z]{2}");
        return !wellFormed || code.equals(OK) && !good ? Reason.SYSTEM_ERROR.responseCode() : code;
    }

    private static @Nullable String fitting(@Nullable String authCode) {
        return authCode == null || authCode.length() > AUTH_CODE_LENGTH ? null : authCode;
    }
}
