package io.txswitch.iso8583.registry;

import java.time.InstantSource;

class InMemoryTerminalRegistryTest extends TerminalRegistryContract {
    private final TerminalRegistry registry = new InMemoryTerminalRegistry(InstantSource.system());

    @Override
    TerminalRegistry registry() {
        return registry;
    }
}
