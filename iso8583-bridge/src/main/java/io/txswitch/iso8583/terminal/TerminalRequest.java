package io.txswitch.iso8583.terminal;

import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Reason;

/** What is to be done about a terminal's message. */
sealed interface TerminalRequest {
    /** A transaction of its own. */
    record Submit(SubmitPayment command) implements TerminalRequest {}

    /** A transaction taken back (0400, 0420). */
    record Reverse(ReversePayment command) implements TerminalRequest {}

    /** Between terminal and switch alone: sign-in, settlement and the like. */
    record Manage(Asked asked) implements TerminalRequest {}

    /** Answered at once. */
    record Refuse(Reason reason) implements TerminalRequest {}
}
