/**
 * {@code ./txswitch crypto …}: the bridge's cryptography for integrators who compare their terminal's or their bank's
 * bytes with ours.
 *
 * <p>Hex goes in by options, hex comes out on stdout. For test keys only: what stands on a command line is seen by
 * others. A value that is wrong is named by its option and never repeated.
 */
@NullMarked
package io.txswitch.cluster.cli.crypto;

import org.jspecify.annotations.NullMarked;
