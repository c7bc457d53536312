/**
 * What the wallet simulators have in common: orders, their ledger and book, the payer, faults and notifications.
 *
 * <pre>
 *   API call ──▶ WalletLedger ──▶ Book (one line per movement)
 *                    ▲
 *   Payer (timers) ──┘──▶ NoticeSender ──▶ notify_url, repeated until accepted
 * </pre>
 *
 * <p>No wallet SDK is on the class path: signatures are made and checked with {@code java.security} alone, from the
 * wallets' public documents, so that a misreading in an SDK's use cannot hide behind the same misreading here.
 *
 * <p>Everything that changes an order runs on the one event loop of its simulator; that is the lock.
 */
@NullMarked
package io.txswitch.sandbox.wallet;

import org.jspecify.annotations.NullMarked;
