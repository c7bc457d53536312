/**
 * The messages the parts of the switch send one another; the only thing the leaves know of the core.
 *
 * <p>Commands are verbs, answers are nouns. All of them are records of the model's types and cross nodes as versioned
 * JSON, with card data sealed.
 *
 * <pre>
 *   edge ──SubmitPayment──▶ core ──AssessRisk──▶ risk
 *                            │ ───FindRoute───▶ router
 *                            │ ───HostRequest─▶ bank line / wallet channel ──▶ HostAnswer
 *        ◀────Outcome─────── │ ◀──ReportHostFact── late answers, notifications
 * </pre>
 */
@NullMarked
package io.txswitch.core.contract;

import org.jspecify.annotations.NullMarked;
