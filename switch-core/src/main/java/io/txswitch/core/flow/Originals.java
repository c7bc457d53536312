package io.txswitch.core.flow;

import io.txswitch.core.journal.Guard;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.CardView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What may be done to an earlier transaction, seen from the one that names it; the guard of the append has the last
 * word.
 */
final class Originals {
    private static final long PERCENT = 100;

    private Originals() {}

    /** Why a void cannot be of this original, or null. */
    static @Nullable Reason refusalOfVoid(Transaction tx, @Nullable Transaction original) {
        Reason stranger = refusal(tx, original);
        if (stranger != null || original == null) {
            return stranger;
        }
        boolean voidable = switch (original.kind()) {
            case SALE, PRE_AUTH, COMPLETION -> true;
            default -> false;
        };
        if (!voidable) {
            return Reason.NOT_SUPPORTED;
        }
        if (original.phase() != Phase.APPROVED) {
            return notApproved(original);
        }
        return tx.header().money().equals(original.money()) ? null : Reason.INVALID_AMOUNT;
    }

    /** Why a completion, asked for or advised, cannot be of this original, or null. */
    static @Nullable Reason refusalOfCompletion(Transaction tx, @Nullable Transaction original, int maxPercent) {
        Reason stranger = refusal(tx, original);
        if (stranger != null || original == null) {
            return stranger;
        }
        if (original.kind() != Kind.PRE_AUTH) {
            return Reason.ORIGINAL_NOT_FOUND;
        }
        if (original.phase() != Phase.APPROVED) {
            return notApproved(original);
        }
        return isWithin(tx.header().money(), original.money(), maxPercent) ? null : Reason.INVALID_AMOUNT;
    }

    /** Why a tip cannot be added to this original, or null; the money of an adjustment is the tip alone. */
    static @Nullable Reason refusalOfTip(Transaction tx, @Nullable Transaction original, int maxTipPercent) {
        Reason stranger = refusal(tx, original);
        if (stranger != null || original == null) {
            return stranger;
        }
        boolean tippable = switch (original.kind()) {
            case SALE, COMPLETION -> original.phase() == Phase.APPROVED;
            case ADVICE -> original.phase() == Phase.FORWARDED;
            default -> false;
        };
        if (!tippable) {
            return notApproved(original);
        }
        return isWithin(tx.header().money(), original.money(), maxTipPercent) ? null : Reason.INVALID_AMOUNT;
    }

    /** Why nothing can be taken by this agreement, or null. */
    static @Nullable Reason refusalOfDeduction(Transaction tx, @Nullable Transaction agreement) {
        AgreementTerms terms = agreement == null ? null : termsOf(agreement);
        if (terms == null
                || agreement == null
                || refusal(tx, agreement) != null
                || agreement.phase() != Phase.APPROVED) {
            return Reason.AGREEMENT_NOT_ACTIVE;
        }
        return isWithin(tx.header().money(), terms.money(), (int) PERCENT) ? null : Reason.INVALID_AMOUNT;
    }

    /** Why a payment cannot sign this agreement on the way, or null; most payments sign none. */
    static @Nullable Reason refusalOfSigning(Transaction tx, @Nullable Transaction agreement) {
        Terms terms = tx.header().terms();
        if (terms == null || terms.signs() == null) {
            return null;
        }
        boolean open = tx.kind() == Kind.WALLET_PAYMENT
                && agreement != null
                && agreement.kind() == Kind.AGREEMENT
                && refusal(tx, agreement) == null
                && agreement.phase() == Phase.PENDING;
        return open ? null : Reason.AGREEMENT_NOT_ACTIVE;
    }

    /** Why parts of this payment cannot be handed on, or null. */
    static @Nullable Reason refusalOfShare(Transaction tx, @Nullable Transaction original) {
        Reason stranger = refusal(tx, original);
        if (stranger != null || original == null) {
            return stranger;
        }
        boolean shareable = switch (original.kind()) {
            case WALLET_PAYMENT, CODE_PAYMENT, DEDUCTION -> original.phase() == Phase.APPROVED;
            default -> false;
        };
        if (!shareable) {
            return Reason.NOT_SUPPORTED;
        }
        return isSumOfParts(tx) && isWithin(tx.header().money(), original.money(), (int) PERCENT)
                ? null
                : Reason.INVALID_AMOUNT;
    }

    /** No part is larger than the whole, so that their sum is a number. */
    private static boolean isSumOfParts(Transaction tx) {
        Terms terms = tx.header().terms();
        long wholeMinor = tx.header().money().amountMinor();
        return terms != null
                && !terms.receivers().isEmpty()
                && terms.receivers().stream().allMatch(part -> part.amountMinor() <= wholeMinor)
                && terms.receivers().stream()
                                .mapToLong(ShareReceiver::amountMinor)
                                .sum()
                        == wholeMinor;
    }

    /** What a client hears whose first append failed by this guard. */
    static Reason refusalOf(Guard guard) {
        return switch (guard) {
            case Guard.Reserve g -> Reason.REFUND_TOO_LARGE;
            case Guard.Share g -> Reason.SHARE_TOO_LARGE;
            case Guard.Claim g -> Reason.AGREEMENT_EXISTS;
            case Guard.InForce g -> Reason.AGREEMENT_NOT_ACTIVE;
            default -> Reason.ORIGINAL_USED;
        };
    }

    /** What the payer consents to, null for anything but an agreement. */
    static @Nullable AgreementTerms termsOf(Transaction tx) {
        Terms terms = tx.header().terms();
        return tx.kind() == Kind.AGREEMENT && terms != null ? terms.agreement() : null;
    }

    /** Why it is nobody's original, or somebody else's, or null. */
    static @Nullable Reason refusal(Transaction tx, @Nullable Transaction original) {
        if (original == null
                || !original.header().merchantId().equals(tx.header().merchantId())) {
            return Reason.ORIGINAL_NOT_FOUND;
        }
        return isSameCard(tx.header().card(), original.header().card()) ? null : Reason.INVALID_CARD;
    }

    private static boolean isSameCard(@Nullable CardView one, @Nullable CardView other) {
        return one == null || other == null || one.hash().equals(other.hash());
    }

    private static Reason notApproved(Transaction original) {
        return switch (original.phase()) {
            case REVERSING, REVERSED -> Reason.REVERSED_BEFORE;
            case RECEIVED, HELD, SCREENED, ROUTED, SENT, PENDING, UNKNOWN, FORWARDING -> Reason.IN_PROGRESS;
            case APPROVED, DECLINED, CLOSED, FORWARDED -> Reason.INVALID_TRANSACTION;
        };
    }

    private static boolean isWithin(Money money, Money limit, int percent) {
        return money.currency().equals(limit.currency())
                && money.amountMinor() > 0
                && money.amountMinor() * PERCENT <= limit.amountMinor() * percent;
    }
}
