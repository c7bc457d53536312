package io.txswitch.cluster.provisioning;

import io.txswitch.iso8583.crypto.SecurityModule;
import io.txswitch.iso8583.keys.KeyStore;
import io.txswitch.iso8583.registry.Batches;
import io.txswitch.iso8583.registry.TerminalRegistry;

/** What is kept of terminals, and the module that alone can use their keys. */
public record TerminalStores(
        TerminalRegistry terminals, Batches batches, KeyStore keys, SecurityModule securityModule) {}
