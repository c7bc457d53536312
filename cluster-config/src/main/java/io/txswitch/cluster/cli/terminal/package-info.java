/**
 * {@code ./txswitch terminal}: which terminals there are, and what they may do.
 *
 * <p>Found by {@link java.util.ServiceLoader}, as every command that is not part of the root's own.
 */
@NullMarked
package io.txswitch.cluster.cli.terminal;

import org.jspecify.annotations.NullMarked;
