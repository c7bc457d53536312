package io.txswitch.iso8583.bank;

import java.time.InstantSource;

class InMemoryBankStoresTest extends BankStoresContract {
    private final InstantSource clock = InstantSource.system();
    private final TraceLog traces = new InMemoryTraceLog(clock);
    private final LineLeases leases = new InMemoryLineLeases(clock, TTL_MS);
    private final BankDirectory directory = new InMemoryBankDirectory(clock);

    @Override
    TraceLog traces() {
        return traces;
    }

    @Override
    LineLeases leases() {
        return leases;
    }

    @Override
    BankDirectory directory() {
        return directory;
    }
}
