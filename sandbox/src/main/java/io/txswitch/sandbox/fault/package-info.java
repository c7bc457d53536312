/**
 * A network that misbehaves on demand: a TCP proxy between one of our clients and a store, a bank or a wallet.
 *
 * <pre>
 *   client ──▶ FaultProxy ──▶ server        Lane TO_SERVER
 *          ◀──            ◀──               Lane TO_CLIENT
 * </pre>
 *
 * <p>The faults that matter to money are those between a request and its answer: the request was delivered and the
 * answer is lost, late or cut in the middle. Killing a process hardly ever hits that moment; the proxy always does.
 */
@NullMarked
package io.txswitch.sandbox.fault;

import org.jspecify.annotations.NullMarked;
