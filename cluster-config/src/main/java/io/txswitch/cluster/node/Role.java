package io.txswitch.cluster.node;

import java.util.Locale;

/** What a node can do; a node with all roles is a complete lane. */
public enum Role {
    /** Owns transactions and writes the journal. */
    CORE,
    /** Listens to card terminals. */
    TERMINAL,
    /** Holds the lines to the banks. */
    BANK,
    /** Serves merchants over HTTP. */
    API,
    /** Answers what merchants ask, beside the flow. */
    READS,
    /** Calls wallets and takes their notifications. */
    CHANNEL,
    RISK,
    ROUTER,
    /** Delivers webhooks and writes the read model. */
    NOTIFIER;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
