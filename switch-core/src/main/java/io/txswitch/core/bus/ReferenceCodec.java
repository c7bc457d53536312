package io.txswitch.core.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/** Hands immutable records over by reference inside one process; it refuses to put anything on a wire. */
final class ReferenceCodec implements MessageCodec<Object, Object> {
    static final String NAME = "txswitch-reference";

    static void register(EventBus events) {
        try {
            events.registerCodec(new ReferenceCodec());
        } catch (IllegalStateException e) {
            // Another bus of the same Vert.x has registered it: they are all alike.
        }
    }

    @Override
    public void encodeToWire(Buffer buffer, Object record) {
        throw new IllegalStateException("a local message does not leave its process");
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        throw new IllegalStateException("a local message does not leave its process");
    }

    @Override
    public Object transform(Object record) {
        return record;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
