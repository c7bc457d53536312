package io.txswitch.iso8583.codec;

/** What bytes turn out to be: a message, or not. */
public sealed interface Decoded permits IsoMessage, DecodeError {}
