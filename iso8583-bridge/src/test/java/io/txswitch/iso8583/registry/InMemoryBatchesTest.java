package io.txswitch.iso8583.registry;

import java.time.InstantSource;

class InMemoryBatchesTest extends BatchesContract {
    private final Batches batches = new InMemoryBatches(InstantSource.system());

    @Override
    Batches batches() {
        return batches;
    }
}
