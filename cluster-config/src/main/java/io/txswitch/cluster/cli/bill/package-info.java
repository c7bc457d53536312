/**
 * {@code txswitch bill}: a wallet's bill of a day, through the control port of a node that has the channel.
 *
 * <p>Why line by line: a busy merchant's bill has millions of lines. It is written beside its place and moved there
 * once the wallet's own totals and hash agree, so that half a bill never looks like one.
 */
@NullMarked
package io.txswitch.cluster.cli.bill;

import org.jspecify.annotations.NullMarked;
