package io.txswitch.sandbox.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogWitnessTest {
    /** Not the context of this JVM, whose errors count. */
    private final Logger logger = new LoggerContext().getLogger("somebody");

    private final Complaints complaints = new Complaints();
    private final LogWitness witness = new LogWitness(complaints);

    @BeforeEach
    void start() {
        witness.start();
    }

    private void log(Level level, String message, @Nullable Throwable cause) {
        witness.doAppend(new LoggingEvent(getClass().getName(), logger, level, message, cause, null));
    }

    @Test
    void anErrorIsPutDownToTheTestThatRuns() {
        complaints.nowRunning("SomeTest");
        log(Level.ERROR, "it broke", new IllegalStateException("badly"));
        assertThat(complaints.unexpected())
                .containsExactly("SomeTest: ERROR somebody it broke (java.lang.IllegalStateException: badly)");
    }

    @Test
    void aWarningIsNoErrorUnlessAnEventLoopWasBlockedOrABufferLeaked() {
        log(Level.WARN, "the bank is slow", null);
        assertThat(complaints.unexpected()).isEmpty();
        log(Level.WARN, "Thread vert.x-eventloop-thread-0 has been blocked for 2001 ms", null);
        log(Level.WARN, "LEAK: ByteBuf.release() was not called", null);
        assertThat(complaints.unexpected()).hasSize(2);
    }

    @Test
    void whatATestHasAnnouncedDoesNotCountBeforeOrAfter() {
        log(Level.ERROR, "announced in LogWitnessTest, early", null);
        ExpectedErrors.allow("announced in LogWitnessTest");
        log(Level.ERROR, "announced in LogWitnessTest, late", null);
        assertThat(complaints.unexpected()).isEmpty();
    }

    @Test
    void nobodyCanAnnounceEverything() {
        assertThatThrownBy(() -> ExpectedErrors.allow(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
