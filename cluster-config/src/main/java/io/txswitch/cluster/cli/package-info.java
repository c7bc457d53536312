/**
 * The command line: {@code ./txswitch COMMAND}, for people and for programs.
 *
 * <p>Exit codes: 0 done, 1 the thing asked about failed, 2 used wrongly. What touches a running node goes through its
 * control port. Commands of the sandbox are found by {@link java.util.ServiceLoader}, so that it stays a stranger.
 */
@NullMarked
package io.txswitch.cluster.cli;

import org.jspecify.annotations.NullMarked;
