/**
 * {@code ./txswitch webhook}: what merchants were told, and telling them again.
 *
 * <p>Found by {@link java.util.ServiceLoader}, as every command that is not part of the root's own.
 */
@NullMarked
package io.txswitch.cluster.cli.webhook;

import org.jspecify.annotations.NullMarked;
