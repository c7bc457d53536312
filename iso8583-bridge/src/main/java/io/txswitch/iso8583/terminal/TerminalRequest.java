package io.txswitch.iso8583.terminal;

import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.contract.SubmitPayment;

/** What a terminal's message asks for. */
sealed interface TerminalRequest {
    /** A sale (0200). */
    record Submit(SubmitPayment command) implements TerminalRequest {}

    /** A sale taken back (0400, 0420). */
    record Reverse(ReversePayment command) implements TerminalRequest {}

    /** Answered here, with DE39. */
    record Answer(String responseCode) implements TerminalRequest {}

    /** A message no terminal may send: the connection closes. */
    record Hostile(String why) implements TerminalRequest {}
}
