/**
 * The demo: the whole sandbox, two nodes of the switch as child processes, a dozen payments, and the books compared.
 *
 * <p>The nodes are started by the name of their main class only: nothing of the switch is imported here.
 *
 * <pre>
 *   stores, bank, wallets, merchant ─▶ node files ─▶ node-1, node-2 ─▶ steps ─▶ books ─▶ light traffic
 * </pre>
 */
@NullMarked
package io.txswitch.sandbox.demo;

import org.jspecify.annotations.NullMarked;
