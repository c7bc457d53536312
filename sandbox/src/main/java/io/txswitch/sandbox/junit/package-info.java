/**
 * What makes a test run that merely passed into one that was clean.
 *
 * <p>Assertions see what a test thought of; the log sees the rest. {@link io.txswitch.sandbox.junit.CleanRun} comes
 * into the test JVM of every module that has the sandbox on its test class path, listens to the log until all tests
 * have ended, and then fails the build if there was an error that no test had announced:
 *
 * <pre>
 *   logback ──▶ LogWitness ──┐
 *   uncaught exceptions ─────┴─▶ Complaints ──▶ CleanRun: fails at the end
 *   a test that provokes an error ──▶ ExpectedErrors
 * </pre>
 *
 * <p>JUnit's launcher and logback are there in a test JVM; nothing here is loaded anywhere else.
 */
@NullMarked
package io.txswitch.sandbox.junit;

import org.jspecify.annotations.NullMarked;
