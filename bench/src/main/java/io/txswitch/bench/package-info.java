/**
 * Measurements that anyone can repeat: a figure in a document names the command here that printed it.
 *
 * <p>Why apart from the tests: a test must not depend on how fast or how large the machine is. What is measured is a
 * whole node, a process of its own, in the sandbox's world; the load comes from this process.
 */
@NullMarked
package io.txswitch.bench;

import org.jspecify.annotations.NullMarked;
