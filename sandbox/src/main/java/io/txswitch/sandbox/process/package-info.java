/**
 * Child processes that never outlive the program that started them.
 *
 * <p>A sandbox starts databases, brokers and nodes. Should the program be killed with signal 9, should the terminal
 * send Ctrl-C, or should one child crash, nothing may stay behind. Two things see to it: a shutdown hook stops the
 * children in reverse order when the program ends by itself, and a watchdog, a tiny process of its own, does it when
 * the program could not.
 *
 * <pre>
 *   program ──starts──▶ child, child, …   (each in a session of its own: Ctrl-C reaches the program alone)
 *      │ pipe: "pid 4711 …", "dir /…"
 *      ▼
 *   Watchdog ── end of the pipe = the program is gone ──▶ kills what is left, removes the directories
 * </pre>
 *
 * <p>A child carries the watchdog's token in its environment, so that one started in the very moment of the program's
 * death, or a grandchild whose parent has gone, is found as well.
 */
@NullMarked
package io.txswitch.sandbox.process;

import org.jspecify.annotations.NullMarked;
