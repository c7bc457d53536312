package io.txswitch.sandbox.junit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;

/** Picks the lines out of the log that a clean run does not have. */
final class LogWitness extends AppenderBase<ILoggingEvent> {
    /** Vert.x about an event loop that was kept waiting, and Netty about a buffer nobody gave back. */
    private static final List<String> NEVER = List.of("has been blocked for", "LEAK:");

    private final Complaints complaints;

    LogWitness(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        if (event.getLevel().isGreaterOrEqual(Level.ERROR) || NEVER.stream().anyMatch(message::contains)) {
            IThrowableProxy cause = event.getThrowableProxy();
            complaints.add(event.getLevel() + " " + event.getLoggerName() + " " + message
                    + (cause == null ? "" : " (" + cause.getClassName() + ": " + cause.getMessage() + ")"));
        }
    }
}
