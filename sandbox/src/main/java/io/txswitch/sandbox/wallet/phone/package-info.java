/**
 * The payer's telephone: one small page for all wallet simulators, pressed by people and by a command.
 *
 * <pre>
 *   browser ──▶ Phone (127.0.0.1) ──▶ Telephone of one wallet ──▶ its Payer, WalletLedger and Faults
 *   ./txswitch payer ──▶┘
 * </pre>
 *
 * <p>Whoever reaches the port is the payer: there is no login, as there is no money. A page from elsewhere in the same
 * browser must still not press its buttons: every change wants a JSON body, which a browser sends to a foreign origin
 * only after asking, and nobody answers that; and the host must be this machine by name, whatever name a foreign page
 * came by.
 */
@NullMarked
package io.txswitch.sandbox.wallet.phone;

import org.jspecify.annotations.NullMarked;
