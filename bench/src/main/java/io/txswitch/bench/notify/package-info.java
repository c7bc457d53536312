/**
 * {@code bench notify}: what batches are worth to the notifier.
 *
 * <p>The same node takes events from Kafka one by one, then in batches; both in one run, on the same stores, so that
 * the ratio says something even on a machine that others use.
 */
@NullMarked
package io.txswitch.bench.notify;

import org.jspecify.annotations.NullMarked;
