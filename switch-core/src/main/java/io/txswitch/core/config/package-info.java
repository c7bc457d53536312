/**
 * Configuration: one file per node, read once, checked whole, and refused with every problem at once.
 *
 * <p>Each module keeps a record beside its user and reads it from its own {@link io.txswitch.core.config.Section}; what
 * several modules share (merchants, keys) is read here.
 *
 * <pre>
 *   node.yaml ─┐
 *              ├─▶ ConfigFile ─▶ Section ─▶ one record per module
 *   TXSWITCH__ ┘                   └─▶ Problems (all of them, or none)
 * </pre>
 */
@NullMarked
package io.txswitch.core.config;

import org.jspecify.annotations.NullMarked;
