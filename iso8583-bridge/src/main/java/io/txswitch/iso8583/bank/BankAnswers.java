package io.txswitch.iso8583.bank;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.txswitch.iso8583.bank.ResultTable.Meaning;
import io.txswitch.iso8583.codec.Currencies;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bank's messages as answers; pure.
 *
 * <p>An answer that names another amount, currency, trace, reference or terminal than was asked is never a success:
 * money may have moved, but not this money, so nobody knows.
 */
final class BankAnswers {
    private static final int BALANCES = 54;

    private final ResultTable table;

    BankAnswers(ResultTable table) {
        this.table = table;
    }

    /** The answer to a request (0110, 0210). */
    HostAnswer ofCharge(IsoMessage asked, IsoMessage answer) {
        String other = otherThanAsked(asked, answer);
        return other == null ? charged(asked, answer) : mismatch(answer, other);
    }

    /**
     * The answer to an advice or a refund (0230, 0630).
     *
     * @param repeat it was said before (0221): that the bank knows it already is then an approval, and that it cannot
     *     now is no news of the first
     */
    HostAnswer ofAdvice(IsoMessage asked, IsoMessage answer, boolean repeat) {
        String other = otherThanAsked(asked, answer);
        return other == null ? advised(asked, answer, repeat) : mismatch(answer, other);
    }

    /** The answer to a reversal (0430, 0431, 0410). */
    HostAnswer ofReversal(IsoMessage asked, IsoMessage answer) {
        String other = otherThanAsked(asked, answer);
        return other == null ? reversed(answer) : mismatch(answer, other);
    }

    /** An answer that nobody waits for any more. */
    HostAnswer late(IsoMessage answer) {
        return switch (Lane.of(answer.mti())) {
            case CHARGE -> charged(null, answer);
            case ADVICE -> advised(null, answer, false);
            case REVERSAL -> reversed(answer);
        };
    }

    /** The transaction that an answer names by DE37; null when it names none of ours. */
    static @Nullable TxId idOf(IsoMessage answer) {
        String rrn = answer.trimmed(De.RRN);
        try {
            return rrn == null ? null : TxId.ofRrn(rrn);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private HostAnswer charged(@Nullable IsoMessage asked, IsoMessage answer) {
        String code = answer.text(De.RESPONSE_CODE);
        return ResultTable.PARTIAL.equals(code) ? inPart(asked, answer) : answered(answer, table.ofCharge(code));
    }

    private HostAnswer advised(@Nullable IsoMessage asked, IsoMessage answer, boolean repeat) {
        String code = answer.text(De.RESPONSE_CODE);
        if (repeat && ResultTable.DUPLICATE.equals(code)) {
            return answered(answer, new Meaning(Result.APPROVED, null));
        }
        if (ResultTable.PARTIAL.equals(code)) {
            // What has happened, or is given back, is whole: it is said again, and in the end is a case for people.
            return HostAnswer.of(Result.UNKNOWN, facts(answer, "approved a part of what is whole", null));
        }
        HostAnswer said = charged(asked, answer);
        boolean saysNothingOfTheFirst = repeat && said.result() == Result.RETRYABLE;
        return saysNothingOfTheFirst ? answered(answer, new Meaning(Result.UNKNOWN, null)) : said;
    }

    /** The answered amount, if it can be a part of what was asked; the flow decides whether a part will do. */
    private static HostAnswer inPart(@Nullable IsoMessage asked, IsoMessage answer) {
        Long part = amount(answer);
        Long whole = asked == null ? null : amount(asked);
        boolean possible = part != null && part > 0 && (asked == null || whole != null && part < whole);
        HostFacts facts = facts(answer, possible ? null : "approved a part, but not of what was asked", part);
        return possible
                ? new HostAnswer(
                        Result.APPROVED,
                        facts,
                        null,
                        // Without the question it cannot be compared, and only what can be is told as money.
                        asked == null ? null : money(answer),
                        answer.bytes(De.CHIP_DATA))
                : HostAnswer.of(Result.UNKNOWN, facts(answer, facts.detail(), null));
    }

    private static HostAnswer answered(IsoMessage answer, Meaning meaning) {
        Reason reason = meaning.result() == Result.DECLINED ? meaning.reason() : null;
        return new HostAnswer(
                meaning.result(),
                facts(answer, null, null),
                reason,
                money(answer),
                answer.bytes(De.CHIP_DATA),
                answer.trimmed(BALANCES));
    }

    private HostAnswer reversed(IsoMessage answer) {
        Result result = table.ofReversal(answer.text(De.RESPONSE_CODE));
        return new HostAnswer(result, facts(answer, null, null), null, money(answer), null);
    }

    private static HostAnswer mismatch(IsoMessage answer, String what) {
        return HostAnswer.of(Result.UNKNOWN, facts(answer, "the bank answered for another " + what, null));
    }

    private static @Nullable String otherThanAsked(IsoMessage asked, IsoMessage answer) {
        Long amount = amount(answer);
        boolean part = ResultTable.PARTIAL.equals(answer.text(De.RESPONSE_CODE));
        if (amount != null && asked.has(De.AMOUNT) && !part && !amount.equals(amount(asked))) {
            return "amount";
        }
        if (differs(asked, answer, De.CURRENCY)) {
            return "currency";
        }
        if (differs(asked, answer, De.TERMINAL)) {
            return "terminal";
        }
        if (differs(asked, answer, De.STAN)) {
            return "trace";
        }
        return differs(asked, answer, De.RRN) ? "reference" : null;
    }

    private static boolean differs(IsoMessage asked, IsoMessage answer, int number) {
        String said = answer.trimmed(number);
        return said != null && asked.has(number) && !Objects.equals(said, asked.trimmed(number));
    }

    private static HostFacts facts(IsoMessage answer, @Nullable String detail, @Nullable Long approvedMinor) {
        return new HostFacts(
                answer.text(De.RESPONSE_CODE),
                answer.trimmed(De.AUTH_CODE),
                null,
                answer.text(De.STAN),
                null,
                null,
                detail,
                approvedMinor);
    }

    private static @Nullable Long amount(IsoMessage message) {
        String amount = message.text(De.AMOUNT);
        return amount == null ? null : Long.valueOf(amount);
    }

    private static @Nullable Money money(IsoMessage answer) {
        Long amount = amount(answer);
        String currency = answer.text(De.CURRENCY);
        String letters = currency == null ? null : Currencies.letters(currency);
        return amount == null || letters == null ? null : new Money(amount, letters);
    }
}
