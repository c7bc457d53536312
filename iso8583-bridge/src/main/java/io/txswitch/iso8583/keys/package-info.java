/**
 * Which key of whom: the switch's keys by owner, purpose and version, shared by all nodes.
 *
 * <p>Only wrapped keys stand here; the security module alone can open them. A new version supersedes the older ones but
 * leaves them readable, as a message that is under way may still be under the one before.
 *
 * <pre>
 *   sign-in ──put──▶ KeyStore (MySQL) ◀──current, version── CachedKeys ◀── terminal, bank
 * </pre>
 *
 * <p>A PIN block travels through the core with the text of a {@link io.txswitch.iso8583.keys.KeyReference} beside
 * it, so that the bank's side finds the terminal's key without knowing the terminal.
 */
@NullMarked
package io.txswitch.iso8583.keys;

import org.jspecify.annotations.NullMarked;
