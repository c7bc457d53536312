/**
 * The world outside the switch, in a box: stores as child processes, a bank, wallets, a terminal and a merchant.
 *
 * <p>It imports nothing of the switch. It reads the wire specifications a second time, independently, so that a mistake
 * in the switch's codec cannot cancel itself out.
 */
@NullMarked
package io.txswitch.sandbox;

import org.jspecify.annotations.NullMarked;
