package io.txswitch.risk;

import io.txswitch.core.contract.AssessRisk;
import io.txswitch.core.contract.Verdict;
import io.txswitch.core.model.Reason;
import org.jspecify.annotations.Nullable;

/** The rules that need no memory: the same question always gets the same answer. */
final class RiskRules {
    private static final int ONE_MERCHANT = 2;
    private static final int ONE_PRODUCT = 1;

    private final RiskConfig config;

    RiskRules(RiskConfig config) {
        this.config = config;
    }

    /** The first rule that refuses, or null. */
    @Nullable
    Verdict refusal(AssessRisk asked) {
        if (config.blockedMerchants().contains(asked.merchantId())) {
            return Verdict.refuse(Reason.BLOCKED, "blocked-merchant");
        }
        if (asked.cardHash() != null && config.blockedCardHashes().contains(asked.cardHash())) {
            return Verdict.refuse(Reason.BLOCKED, "blocked-card");
        }
        if (asked.first6() != null && config.blockedBins().stream().anyMatch(asked.first6()::startsWith)) {
            return Verdict.refuse(Reason.BLOCKED, "blocked-bin");
        }
        if (asked.money().amountMinor() > maxAmountMinor(asked)) {
            return Verdict.refuse(Reason.AMOUNT_LIMIT, "amount-limit");
        }
        return null;
    }

    /** The most specific limit: merchant and product, then merchant, then product, then the default. */
    private long maxAmountMinor(AssessRisk asked) {
        long found = config.maxAmountMinor();
        int best = 0;
        for (RiskConfig.Limit limit : config.limits()) {
            int specific = specificity(limit, asked);
            if (specific > best) {
                best = specific;
                found = limit.maxAmountMinor();
            }
        }
        return found;
    }

    /** How closely a limit fits, 0 when it is about something else. */
    private static int specificity(RiskConfig.Limit limit, AssessRisk asked) {
        boolean otherProduct = limit.product() != null && !limit.product().equals(asked.product());
        boolean otherMerchant =
                limit.merchantId() != null && !limit.merchantId().equals(asked.merchantId());
        if (otherProduct || otherMerchant) {
            return 0;
        }
        return (limit.merchantId() == null ? 0 : ONE_MERCHANT) + (limit.product() == null ? 0 : ONE_PRODUCT);
    }
}
