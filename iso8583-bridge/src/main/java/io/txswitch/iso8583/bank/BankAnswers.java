package io.txswitch.iso8583.bank;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import io.txswitch.iso8583.codec.Currencies;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import org.jspecify.annotations.Nullable;

/**
 * A bank's messages as answers; pure.
 *
 * <p>An answer that names another amount, currency or terminal than was asked is never a success: money may have moved,
 * but not this money, so nobody knows.
 */
final class BankAnswers {
    private BankAnswers() {}

    /** The answer to a charge (0210). */
    static HostAnswer ofCharge(TxHeader asked, IsoMessage answer) {
        String other = otherThanAsked(asked, answer);
        return other == null ? charged(answer) : mismatch(answer, other);
    }

    /** The answer to a reversal (0430, 0431, 0410). */
    static HostAnswer ofReversal(TxHeader asked, IsoMessage answer) {
        String other = otherThanAsked(asked, answer);
        return other == null ? reversed(answer) : mismatch(answer, other);
    }

    /**
     * An answer that nobody waits for, as a fact about the transaction that its DE37 names.
     *
     * @return null when it names none of ours: DE11 must follow from DE37
     */
    static @Nullable ReportHostFact late(String bankId, IsoMessage answer) {
        TxId id = idOf(answer);
        if (id == null || !Stan.of(id).equals(answer.text(De.STAN))) {
            return null;
        }
        HostAnswer said = answer.mti().startsWith("02") ? charged(answer) : reversed(answer);
        return new ReportHostFact(bankId, id, said, null, null, null);
    }

    private static @Nullable TxId idOf(IsoMessage answer) {
        String rrn = answer.trimmed(De.RRN);
        try {
            return rrn == null ? null : TxId.ofRrn(rrn);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static HostAnswer charged(IsoMessage answer) {
        String code = answer.text(De.RESPONSE_CODE);
        Result result = ResponseCodes.ofCharge(code);
        return new HostAnswer(
                result,
                facts(answer, null),
                result == Result.DECLINED && code != null ? ResponseCodes.reason(code) : null,
                money(answer),
                answer.bytes(De.CHIP_DATA));
    }

    private static HostAnswer reversed(IsoMessage answer) {
        Result result = ResponseCodes.ofReversal(answer.text(De.RESPONSE_CODE));
        return new HostAnswer(result, facts(answer, null), null, money(answer), null);
    }

    private static HostAnswer mismatch(IsoMessage answer, String what) {
        return HostAnswer.of(Result.UNKNOWN, facts(answer, "the bank answered for another " + what));
    }

    private static @Nullable String otherThanAsked(TxHeader asked, IsoMessage answer) {
        String amount = answer.text(De.AMOUNT);
        if (amount != null && Long.parseLong(amount) != asked.money().amountMinor()) {
            return "amount";
        }
        String currency = answer.text(De.CURRENCY);
        if (currency != null && !asked.money().currency().equals(Currencies.letters(currency))) {
            return "currency";
        }
        String terminal = answer.trimmed(De.TERMINAL);
        return terminal != null && asked.terminalId() != null && !terminal.equals(asked.terminalId())
                ? "terminal"
                : null;
    }

    private static HostFacts facts(IsoMessage answer, @Nullable String detail) {
        return new HostFacts(
                answer.text(De.RESPONSE_CODE),
                answer.trimmed(De.AUTH_CODE),
                null,
                answer.text(De.STAN),
                null,
                null,
                detail);
    }

    private static @Nullable Money money(IsoMessage answer) {
        String amount = answer.text(De.AMOUNT);
        String currency = answer.text(De.CURRENCY);
        String letters = currency == null ? null : Currencies.letters(currency);
        return amount == null || letters == null ? null : new Money(Long.parseLong(amount), letters);
    }
}
