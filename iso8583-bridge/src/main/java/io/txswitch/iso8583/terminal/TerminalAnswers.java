package io.txswitch.iso8583.terminal;

import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.terminal.ResponseTexts.Language;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Outcomes as answers of one grammar; an answer says 00 only for what was approved, or taken back. */
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
    private static final int[] ECHOED_UNIONPAY = {
        De.PROCESSING_CODE,
        De.AMOUNT,
        De.STAN,
        De.CONDITION_CODE,
        De.ACQUIRER,
        De.TERMINAL,
        De.MERCHANT,
        De.CURRENCY,
        De.PRIVATE_60
    };
    private static final String OK = "00";
    private static final String IN_PART = "10";
    private static final int AUTH_CODE_LENGTH = 6;
    private static final int DATE_LENGTH = 4;
    private static final int DATE_TIME_LENGTH = 10;
    private static final int MAX_CHIP_DATA_BYTES = 999;
    private static final int MAX_CHIP_DATA_BYTES_UNIONPAY = 255;
    private static final int MAX_BALANCE_LENGTH = 20;

    private final Grammar grammar;
    private final Language language;

    TerminalAnswers(Grammar grammar, Language language) {
        this.grammar = grammar;
        this.language = language;
    }

    /** An answer without its result; keeps nothing of the card. */
    IsoMessage.Builder begin(IsoMessage request) {
        return IsoMessage.of(request.answerMti())
                .copy(
                        request,
                        switch (grammar) {
                            case ISO87 -> ECHOED;
                            case UNIONPAY -> ECHOED_UNIONPAY;
                        });
    }

    IsoMessage refusal(IsoMessage request, Reason reason) {
        return plain(begin(request), reason.responseCode());
    }

    IsoMessage plain(IsoMessage.Builder answer, String responseCode) {
        answer.set(De.RESPONSE_CODE, responseCode);
        switch (grammar) {
            case ISO87 ->
                answer.set(De.RESPONSE_TEXT, language == Language.NONE ? null : ResponseTexts.english(responseCode));
            case UNIONPAY -> answer.set(De.PRIVATE_63, ResponseTexts.field63(responseCode, language));
        }
        return answer.build();
    }

    IsoMessage of(IsoMessage request, Outcome outcome) {
        IsoMessage.Builder answer = begin(request);
        String code = responseCode(outcome);
        PaymentView payment = outcome.payment();
        if (payment != null) {
            answer.set(De.RRN, payment.rrn()).set(De.AUTH_CODE, authCode(payment, outcome));
            hostTime(answer, payment.localDateTime());
        }
        if (payment != null && code.equals(IN_PART)) {
            answer.set(
                    De.AMOUNT,
                    String.format(Locale.ROOT, "%012d", payment.money().amountMinor()));
        }
        String balance = outcome.balance();
        if (balance != null && balance.length() <= MAX_BALANCE_LENGTH) {
            answer.set(De.ADDITIONAL_AMOUNTS, balance);
        }
        byte[] chip = outcome.emv();
        if (chip != null && chip.length <= maxChipDataBytes()) {
            answer.set(De.CHIP_DATA, chip);
        }
        return plain(answer, code);
    }

    private int maxChipDataBytes() {
        return grammar == Grammar.UNIONPAY ? MAX_CHIP_DATA_BYTES_UNIONPAY : MAX_CHIP_DATA_BYTES;
    }

    /** Terminals of the UnionPay profile print the host's date and time. */
    private void hostTime(IsoMessage.Builder answer, @Nullable String dateTime) {
        if (grammar == Grammar.UNIONPAY && dateTime != null && dateTime.length() == DATE_TIME_LENGTH) {
            answer.set(De.LOCAL_DATE, dateTime.substring(0, DATE_LENGTH));
            answer.set(De.LOCAL_TIME, dateTime.substring(DATE_LENGTH));
        }
    }

    private static String responseCode(Outcome outcome) {
        String code = outcome.responseCode();
        boolean good = switch (outcome.result()) {
            case APPROVED, REVERSED -> true;
            case PENDING, DECLINED, UNKNOWN, REFUSED, CONFLICT -> false;
        };
        boolean wellFormed = code.matches("[0-9A-Z]{2}");
        ResponseTexts.Row row = ResponseTexts.rows().get(code);
        boolean saysGood = row != null && row.success();
        return !wellFormed || saysGood && !good ? Reason.SYSTEM_ERROR.responseCode() : code;
    }

    /** The issuer's; a wallet gives none, and then it is the end of our own number. */
    private static @Nullable String authCode(PaymentView payment, Outcome outcome) {
        String given = payment.authCode();
        if (given == null && payment.kind() == Kind.CODE_PAYMENT && outcome.result() == Outcome.Result.APPROVED) {
            String rrn = payment.rrn();
            return rrn.substring(rrn.length() - AUTH_CODE_LENGTH);
        }
        return given == null || given.length() > AUTH_CODE_LENGTH ? null : given;
    }
}
