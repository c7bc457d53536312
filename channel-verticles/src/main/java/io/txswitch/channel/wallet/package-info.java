/**
 * What every wallet channel is made of: the interface it implements, its configuration, and the one HTTP client.
 *
 * <p>{@link io.txswitch.channel.wallet.Wire} is where the rule "a POST goes out once" is kept for all channels: no
 * retry by the client, no redirect, no repeat on a 503, and no byte after the deadline. {@link
 * io.txswitch.channel.wallet.Exchange} travels with the virtual thread and knows whether anything has left.
 */
@NullMarked
package io.txswitch.channel.wallet;

import org.jspecify.annotations.NullMarked;
