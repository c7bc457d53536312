/**
 * The journal: the one truth about every transaction, and who may write it.
 *
 * <p>One row per append, {@code (tx_id, seq)} unique; a head row per transaction, its dedupe key unique. Appends that
 * wait while a commit is under way share the next one.
 *
 * <pre>
 *   append ─┐
 *   append ─┼─▶ batch ─▶ one multi-statement query ─▶ COMMIT ─▶ each append's own result
 *   append ─┘                                            └─▶ relay ─▶ Kafka, in commit order
 * </pre>
 */
@NullMarked
package io.txswitch.core.journal;

import org.jspecify.annotations.NullMarked;
