package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.codec.IsoMessage;

/** What became of one request to a bank. */
sealed interface Exchange {
    /** The bank said this. */
    record Answered(IsoMessage message) implements Exchange {}

    /** It left, or may have left, and nobody said anything. */
    record Silent(String why) implements Exchange {}

    /** It certainly never left. */
    record NotSent(String why) implements Exchange {}
}
