/**
 * The arithmetic of the card world, read from the standards a second time: keys, check values, MACs, PIN blocks, chip
 * cryptograms.
 *
 * <p>The switch has its own code for all of this. When a terminal of the sandbox and the switch agree on a MAC, or a
 * card and the switch's issuer on a cryptogram, two readings agree and not one reading with itself.
 *
 * <pre>
 *   Tdes, Aes ─▶ Kcv, SignInKeys      keys under keys, with check values
 *             ─▶ Macs                 UnionPay ECB, X9.9, X9.19, CMAC
 *             ─▶ PinBlocks            formats 0, 3, 4
 *             ─▶ ChipKeys             card key, session key, ARQC, ARPC
 * </pre>
 *
 * <p>All of it is for test keys ({@link io.txswitch.sandbox.crypto.SandboxKeys}); nothing is hardened and everything is
 * plain to read.
 */
@NullMarked
package io.txswitch.sandbox.crypto;

import org.jspecify.annotations.NullMarked;
