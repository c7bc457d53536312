package io.txswitch.core.journal;

import io.txswitch.core.model.TxId;

/** How live agreements are split, so that the nodes of a cluster can each renew a part. */
public final class AgreementShards {
    /** Several times the nodes that a cluster has, so that none has much more than another. */
    public static final int COUNT = 64;

    /** An odd number with well-mixed bits: ids that were made together end up in different shards. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int TOP_BITS = 58;

    private AgreementShards() {}

    static int of(TxId agreement) {
        return (int) ((agreement.value() * SPREAD) >>> TOP_BITS);
    }
}
