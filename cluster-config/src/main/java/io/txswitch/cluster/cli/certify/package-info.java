/**
 * {@code ./txswitch certify}: plays a terminal against a running switch and says, case by case, whether it is served as
 * the dialect's document promises.
 *
 * <pre>
 *   CertifyCommand ─▶ cases ─▶ Pos ──TCP──▶ terminal server ─▶ core ─▶ bank
 *                       └─ PosMessages (what a terminal sends), Seal (its MACs and PIN blocks)
 * </pre>
 *
 * <p>The cases move money at the bank that the switch is connected to: a simulator that answers by the last two digits
 * of the amount, as the sandbox's does (00 approved, 51 declined).
 */
@NullMarked
package io.txswitch.cluster.cli.certify;

import org.jspecify.annotations.NullMarked;
