/**
 * Bytes to messages and back: the only place that knows jPOS.
 *
 * <p>A {@link io.txswitch.iso8583.codec.Dialect} names a field table; its codec is immutable and shared by every
 * connection. Whatever arrives, the answer is a message or a {@link io.txswitch.iso8583.codec.DecodeError} that says
 * where and why; frames that cannot be are told apart from messages that cannot be, because only the second may be
 * answered.
 *
 * <pre>
 *   socket ──Buffer──▶ FrameReader ──Frame──▶ IsoCodec.decode ──▶ IsoMessage | DecodeError
 *   socket ◀─Buffer── Frame.toBuffer ◀──────── IsoCodec.encode ◀── IsoMessage
 * </pre>
 */
@NullMarked
package io.txswitch.iso8583.codec;

import org.jspecify.annotations.NullMarked;
