/**
 * {@code txswitch bank …}: banks and their lines through the control port, keys only by their holders' components.
 *
 * <p>Why commands of their own: a bank can be added, changed and taken away while the switch runs, by somebody who has
 * a token for a node and nothing else there.
 */
@NullMarked
package io.txswitch.cluster.cli.bank;

import org.jspecify.annotations.NullMarked;
