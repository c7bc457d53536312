/**
 * Risk: says whether a transaction may go on, before any money moves.
 *
 * <p>The rules are read once from the configuration and asked in order: what is blocked, how much, how often. Counting
 * comes last, so that only what passed every other rule counts against a card. The counters are a hint in Redis and may
 * be lost at any time; the configuration says whether a payment then goes on.
 *
 * <pre>
 *   AssessRisk ──▶ RiskRules (pure) ──passed──▶ Velocity (Redis, 50 ms) ──▶ Verdict
 *                     └──refused─────────────────────────────────────────▶ Verdict
 * </pre>
 */
@NullMarked
package io.txswitch.risk;

import org.jspecify.annotations.NullMarked;
