package io.txswitch.channel.alipay;

import com.alipay.api.domain.PeriodRuleParams;
import io.txswitch.channel.wallet.Order;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.AgreementTerms.Unit;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An agreement's terms as {@code period_rule_params}, and what Alipay does not take of them.
 *
 * <p>Source: the guide of periodic deductions (周期扣款): periods of days have at least 7 of them, and periods of months
 * are not due after the 28th.
 */
final class AlipayPeriods {
    private static final int MIN_DAYS = 7;
    private static final int MAX_DAY_OF_MONTH = 28;

    private AlipayPeriods() {}

    /** Why these terms cannot be agreed on at Alipay; null when they can. */
    static @Nullable String unfit(TxHeader header) {
        AgreementTerms terms = terms(header);
        if (terms == null) {
            return "without the terms of the agreement";
        }
        if (!AlipayChannel.payable(terms.money())) {
            return "not an amount Alipay takes";
        }
        if (terms.unit() == Unit.DAY && terms.every() < MIN_DAYS) {
            return "Alipay's periods have at least " + MIN_DAYS + " days";
        }
        LocalDate first = terms.firstDue();
        return terms.unit() == Unit.MONTH && first != null && first.getDayOfMonth() > MAX_DAY_OF_MONTH
                ? "Alipay's months are not due after the " + MAX_DAY_OF_MONTH + "th"
                : null;
    }

    static HostAnswer refused(String why) {
        return HostAnswer.declined(Reason.INVALID_TRANSACTION, HostFacts.detail(why));
    }

    /** Only for terms that fit. */
    static PeriodRuleParams rule(TxHeader header) {
        AgreementTerms terms = terms(header);
        if (terms == null) {
            throw new IllegalArgumentException("no terms");
        }
        PeriodRuleParams rule = new PeriodRuleParams();
        rule.setPeriodType(terms.unit().name());
        rule.setPeriod((long) terms.every());
        rule.setSingleAmount(Yuan.text(terms.money()));
        rule.setExecuteTime(firstDay(header, terms).toString());
        return rule;
    }

    /** Alipay wants a day: where the merchant named none, the day it was asked for, always the same for a repeat. */
    private static LocalDate firstDay(TxHeader header, AgreementTerms terms) {
        if (terms.firstDue() != null) {
            return terms.firstDue();
        }
        LocalDate day = header.receivedAt().atOffset(Order.BEIJING).toLocalDate();
        boolean tooLate = terms.unit() == Unit.MONTH && day.getDayOfMonth() > MAX_DAY_OF_MONTH;
        return tooLate ? day.plusMonths(1).withDayOfMonth(1) : day;
    }

    private static @Nullable AgreementTerms terms(TxHeader header) {
        return header.terms() == null ? null : header.terms().agreement();
    }
}
