package io.txswitch.sandbox.junit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Fails a test run in which an ERROR was logged, a thread died of an exception, an event loop was blocked or a buffer
 * leaked.
 *
 * <p>JUnit finds it by {@code META-INF/services}. It throws when the session ends, which Surefire reports as an error
 * of the run.
 */
public final class CleanRun implements LauncherSessionListener {
    private final Complaints complaints = new Complaints();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            LogWitness witness = new LogWitness(complaints);
            witness.setContext(context);
            witness.start();
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(witness);
        }
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, cause) -> complaints.add("thread " + thread.getName() + " died of " + cause));
        session.getLauncher().registerTestExecutionListeners(new Follower(complaints));
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        List<String> unexpected = complaints.unexpected();
        if (!unexpected.isEmpty()) {
            String text = "the tests ended, but the run was not clean:\n  " + String.join("\n  ", unexpected);
            System.err.println(text);
            throw new IllegalStateException(text);
        }
    }

    /** Knows which test class is running. */
    private record Follower(Complaints complaints) implements TestExecutionListener {
        @Override
        public void executionStarted(TestIdentifier test) {
            TestSource source = test.getSource().orElse(null);
            if (source instanceof ClassSource type) {
                complaints.nowRunning(type.getClassName());
            }
        }
    }
}
