package io.txswitch.iso8583.bank;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sockets of a line, however they come about; belongs to one event loop. */
interface Connections {
    /** Done once there can be sockets; fails when there never will be. */
    Future<Void> start();

    /** One that is ready, in turn; null when none is. */
    @Nullable
    BankConnection pick();

    /** Nothing new leaves; answers still arrive. */
    void drain();

    /** Signs off and closes. */
    void stop();

    /** One line per connection, for people. */
    List<String> describe();
}
