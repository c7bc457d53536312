/**
 * Terminals and their keys, as people add, block and key them through the control port.
 *
 * <pre>
 *   ./txswitch terminal ──▶ control port ──▶ TerminalControl ──▶ registry of terminals ─┐
 *                                       └──▶ KeyControl ──▶ security module ──▶ keys ───┴─▶ (bus) every node
 * </pre>
 *
 * <p>Likewise the credentials of wallet channels: {@link io.txswitch.cluster.provisioning.CredentialControl} seals them
 * before they are kept, and shows fingerprints.
 *
 * <p>A key comes in as components or as a cryptogram and goes straight into the security module; what is shown of it,
 * kept in the audit or written to a log is its check value.
 */
@NullMarked
package io.txswitch.cluster.provisioning;

import org.jspecify.annotations.NullMarked;
