package io.txswitch.iso8583.crypto;

/** What an operation may be done with: a key, or one that is derived for a single transaction. */
public sealed interface ModuleKey permits WrappedKey, DukptKey {}
