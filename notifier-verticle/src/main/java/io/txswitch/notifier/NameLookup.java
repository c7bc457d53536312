package io.txswitch.notifier;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Turns a host into addresses; an address stands for itself. */
interface NameLookup {
    /** Fails when there is none, or when too many lookups are under way. */
    Future<List<InetAddress>> addresses(String host);
}
