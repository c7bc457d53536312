/**
 * Commands for integrators: what is in these bytes, how is this message written, does anybody answer, do the decoders
 * hold.
 *
 * <p>All of them use the codec the switch runs with, and no node. Card data is masked unless {@code --unmask} says
 * otherwise. In batch form each line of standard input gives exactly one line of output, in order, whatever it is:
 *
 * <pre>
 *   line ─▶ hex ─▶ framing ─▶ dialect ─┬▶ {"mti": …, "fields": {…}}
 *                                      └▶ {"error": {"field": …, "offset": …, "reason": …}}
 * </pre>
 */
@NullMarked
package io.txswitch.cluster.cli.iso;

import org.jspecify.annotations.NullMarked;
