/**
 * A small wallet that exists only in the sandbox: the channel to read first, to copy for the next wallet, and to load.
 *
 * <p>JSON over HTTP, every message signed with HMAC-SHA256 under one shared secret. Amounts are whole fen, times are
 * RFC 3339. It can do what the switch knows, as the load tests want it; a wallet of yours needs only what it offers.
 * {@code docs/channels/adding-one.md} builds it file by file.
 *
 * <pre>
 * SampleChannel ─▶ SampleGateway (sign, send once, verify) ─▶ wallet
 *       │                                                        │
 *   SampleCodes (one table)      SampleNotifications ◀── POST ───┘
 * </pre>
 */
@NullMarked
package io.txswitch.channel.sample;

import org.jspecify.annotations.NullMarked;
