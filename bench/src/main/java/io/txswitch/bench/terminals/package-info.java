/**
 * What a terminal that only stays connected costs a node.
 *
 * <p>A node with a fixed heap whose pages are all touched at the start; then thousands of terminals connect, each says
 * one echo, so that its buffers have been used, and stays. After each step the node's garbage is collected and its heap
 * and resident memory are read from outside. The slope over the steps is the cost of one terminal: what a node needs
 * anyway drops out.
 */
@NullMarked
package io.txswitch.bench.terminals;

import org.jspecify.annotations.NullMarked;
