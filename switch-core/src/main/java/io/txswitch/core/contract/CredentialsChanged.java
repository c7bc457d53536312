package io.txswitch.core.contract;

/** What is remembered of a channel's credentials should be read again. */
public record CredentialsChanged(String channelId) {}
