/**
 * {@code ./txswitch credential}: the keys of the wallet channels, added from files, listed by fingerprint, retired.
 *
 * <p>Found by {@link java.util.ServiceLoader}, as every command that is not part of the root's own.
 */
@NullMarked
package io.txswitch.cluster.cli.credential;

import org.jspecify.annotations.NullMarked;
