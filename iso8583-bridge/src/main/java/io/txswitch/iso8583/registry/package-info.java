/**
 * Which terminals there are, what each family of them is like, and in which batch each one works.
 *
 * <p>A family is a template from the configuration: dialect, framing, keys, what its terminals may do. A terminal is a
 * row: whose it is, of which family, blocked or not. A terminal without a row that a profile of the configuration
 * matches is known too. The terminal server asks once per message, so what is known stays in memory for some seconds,
 * and longer while the database is away; a hint on the bus makes a change known at once.
 *
 * <pre>
 *   terminal.families, terminal.profiles ─▶ Families ──┐
 *   terminal add, block ─▶ TerminalRegistry (MySQL) ───┴─▶ TerminalDirectory (CachedTerminals) ─▶ terminal
 *   0500, 0320 ─▶ Batches (MySQL): open ─▶ closed with both sides' totals ─▶ uploaded records
 * </pre>
 */
@NullMarked
package io.txswitch.iso8583.registry;

import org.jspecify.annotations.NullMarked;
