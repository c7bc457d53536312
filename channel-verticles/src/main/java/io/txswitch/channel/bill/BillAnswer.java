package io.txswitch.channel.bill;

import io.txswitch.core.contract.HostAnswer;

/** What became of the question for a bill. */
public sealed interface BillAnswer {
    /** Read to its end, and right in itself. */
    record Read(BillSum sum) implements BillAnswer {}

    /** The wallet has none for that day, or none yet; it makes them in the morning after. */
    record None(String why) implements BillAnswer {}

    /** The wallet refuses, or does not offer it. */
    record Refused(HostAnswer answer) implements BillAnswer {}
}
