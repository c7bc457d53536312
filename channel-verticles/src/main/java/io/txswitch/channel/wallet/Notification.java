package io.txswitch.channel.wallet;

import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.TxId;
import org.jspecify.annotations.Nullable;

/** What a notification turned out to be. */
public sealed interface Notification {
    /**
     * Genuine, and says something the core must hear.
     *
     * @param code the wallet's word for it
     */
    record Fact(ReportHostFact fact, String code) implements Notification {}

    /**
     * Genuine, and nothing the core waits for: acknowledged and left alone.
     *
     * @param id the transaction it names, if it is one of ours
     */
    record Nothing(@Nullable TxId id, String why) implements Notification {}

    /** Genuine, and about somebody else: another application, merchant or an order number that is not ours. */
    record Foreign(NotificationReply.Outcome outcome, String why) implements Notification {}

    /** Not proven to come from the wallet, or too old: nothing in it may be believed. */
    record Forged(String why) implements Notification {}
}
