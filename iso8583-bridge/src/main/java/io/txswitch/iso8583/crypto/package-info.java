/**
 * Keys and what is done with them: MACs, PIN blocks, working keys, key blocks and application cryptograms.
 *
 * <p>The switch knows one port, {@link io.txswitch.iso8583.crypto.SecurityModule}. Keys stand outside of it only as
 * {@link io.txswitch.iso8583.crypto.WrappedKey}: sealed under the module's own master key, with a type that says what
 * the key may be used for. In production a hardware module stands behind the port; the
 * {@link io.txswitch.iso8583.crypto.SoftwareSecurityModule} does the same in this process, for sandbox and tests.
 *
 * <pre>
 *   terminal, bank ──WrappedKey, block, data──▶ SecurityModule ──block, MAC──▶ terminal, bank
 *                                                   │ opens the key, checks its type
 *                                                   ▼
 *                         ClearKey ─▶ Macs · PinBlocks · TdesDukpt · AesDukpt · KeyBlock · Emv
 * </pre>
 *
 * <p>Below the port are the primitives, each a handful of pure functions over {@link
 * io.txswitch.iso8583.crypto.ClearKey}, which the integrator's command line uses too.
 */
@NullMarked
package io.txswitch.iso8583.crypto;

import org.jspecify.annotations.NullMarked;
