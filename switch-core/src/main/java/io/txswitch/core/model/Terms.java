package io.txswitch.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agreement, a transfer or profit sharing says beside the amount; only the members of its kind are set.
 *
 * @param payeeId of a {@link Kind#TRANSFER}: the payee as the wallet names him to this application
 * @param agreement of an {@link Kind#AGREEMENT}, and of a {@link Kind#WALLET_PAYMENT} that signs one: what the payer
 *     consents to
 * @param receivers of a {@link Kind#SHARE}: who gets how much; their sum is the transaction's money
 * @param signs of a {@link Kind#WALLET_PAYMENT}: the agreement that the payer signs on the way
 */
public record Terms(
        @Nullable String payeeId,
        @Nullable AgreementTerms agreement,
        List<ShareReceiver> receivers,
        @Nullable TxId signs) {
    /** As many as WeChat Pay takes in one order of profit sharing. */
    public static final int MAX_RECEIVERS = 50;

    public Terms {
        receivers = receivers == null ? List.of() : List.copyOf(receivers);
        if (receivers.size() > MAX_RECEIVERS) {
            throw new IllegalArgumentException("at most " + MAX_RECEIVERS + " receivers");
        }
    }

    public static Terms payee(String payeeId) {
        return new Terms(payeeId, null, List.of(), null);
    }

    public static Terms agreement(AgreementTerms agreement) {
        return new Terms(null, agreement, List.of(), null);
    }

    public static Terms receivers(List<ShareReceiver> receivers) {
        return new Terms(null, null, receivers, null);
    }

    public static Terms signs(TxId agreement) {
        return new Terms(null, null, List.of(), agreement);
    }

    /** An order carries the terms to the wallet: Alipay shows them to the payer who pays and signs. */
    public static Terms signs(TxId agreement, AgreementTerms terms) {
        return new Terms(null, terms, List.of(), agreement);
    }
}
