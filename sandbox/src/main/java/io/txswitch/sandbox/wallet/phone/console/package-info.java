/**
 * The payer's telephone on the command line: it finds the page of the running demo or sandbox, and presses its buttons.
 */
@NullMarked
package io.txswitch.sandbox.wallet.phone.console;

import org.jspecify.annotations.NullMarked;
