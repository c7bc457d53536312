/**
 * The card side: ISO 8583 towards terminals and towards banks.
 *
 * <p>Why one module for both: they share a codec and a wire, and nothing else. A terminal's message becomes a
 * command of the core's contract, a request of the core becomes a bank's message; no message ever passes through as
 * it came.
 *
 * <pre>
 *   POS ──TCP──▶ terminal ──SubmitPayment──▶ (bus) core (bus) ──HostRequest──▶ bank ──TCP──▶ bank
 *                    └───────────────── codec ─────────────────────────────────┘
 * </pre>
 */
@NullMarked
package io.txswitch.iso8583;

import org.jspecify.annotations.NullMarked;
