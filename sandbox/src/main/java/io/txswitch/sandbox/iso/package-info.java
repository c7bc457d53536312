/**
 * A second, independent reading of the card wire: ISO 8583:1987 in its binary form, in frames with a TPDU.
 *
 * <p>The switch reads and writes the same bytes with another codec. Two readings by different hands are the point: a
 * mistake in one of them shows up as a refused message instead of cancelling itself out.
 *
 * <pre>
 *   bytes ─▶ FrameReader ─▶ Frame(tpdu, message) ─▶ IsoCodec.decode ─▶ IsoMessage
 *   2-byte length, big endian, without itself │ 60 DDDD SSSS │ MTI, bitmap, fields
 * </pre>
 *
 * <p>The reading is strict: what another codec would forgive (a filler that is not 0, bytes left over) is an error with
 * the path of the field it happened in.
 */
@NullMarked
package io.txswitch.sandbox.iso;

import org.jspecify.annotations.NullMarked;
