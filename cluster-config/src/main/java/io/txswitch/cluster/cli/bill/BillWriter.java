package io.txswitch.cluster.cli.bill;

import io.vertx.core.json.JsonObject;

/** Writes a bill line by line; a file that cannot be written is an {@link java.io.UncheckedIOException}. */
interface BillWriter extends AutoCloseable {
    void line(JsonObject line);

    /** The sums behind the last line. */
    void end(JsonObject sum);

    @Override
    void close();
}
