/** The switch itself: what a transaction is, how it moves, and where it is written down. */
@NullMarked
package io.txswitch.core;

import org.jspecify.annotations.NullMarked;
