package io.txswitch.core.contract;

/** What is remembered of a terminal, or of its keys, should be read again. */
public record TerminalChanged(String terminalId) {}
