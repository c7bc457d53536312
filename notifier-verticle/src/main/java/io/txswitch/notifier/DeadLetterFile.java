package io.txswitch.notifier;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** The reasons, kept for people. */
public interface DeadLetterFile {
    /** Adds what is not there yet; durable when done. */
    Future<Void> file(Collection<DeadLetter> letters);

    /** The newest first, without what could not be read. */
    Future<List<DeadLetter>> newest(int limit);

    /** Releases what the store holds open. */
    Future<Void> close();
}
