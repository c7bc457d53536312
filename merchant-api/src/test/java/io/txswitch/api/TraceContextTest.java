package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Examples of W3C Trace Context, section 3.2 and its test suite's ideas of what is broken. */
@ExtendWith(VertxExtension.class)
class TraceContextTest {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String GOOD = "00-" + ID + "-" + PARENT + "-01";

    @Test
    void theSpecificationsExampleIsTakenApart() {
        TraceContext trace = TraceContext.of(List.of(GOOD));
        assertThat(trace).isEqualTo(new TraceContext(GOOD, ID, PARENT, "01"));
    }

    @Test
    void aLaterVersionIsReadAsFarAsItIsKnown() {
        for (String later :
                List.of(GOOD.replace("00-4b", "cc-4b"), GOOD.replace("00-4b", "cc-4b") + "-what-the-future")) {
            assertThat(TraceContext.of(List.of(later)))
                    .isNotNull()
                    .extracting(TraceContext::traceId)
                    .isEqualTo(ID);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-" + ID + "-" + PARENT + "-01",
                "00-" + ID + "-" + PARENT + "-01-extra",
                "00-" + ID + "-" + PARENT + "-01.",
                "cc-" + ID + "-" + PARENT + "-01.what",
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + ID + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01",
                "00-" + ID + "-" + PARENT + "-1",
                "00-" + ID + "-" + PARENT + "-0x",
                "00 " + ID + "-" + PARENT + "-01",
                "00-" + ID + "-" + PARENT + "\n-1"
            })
    void whatIsNotWellFormedIsNoTrace(String header) {
        assertThat(TraceContext.of(List.of(header))).isNull();
    }

    @Test
    void twoTracesAreNone() {
        assertThat(TraceContext.of(List.of(GOOD, GOOD))).isNull();
        assertThat(TraceContext.of(List.of())).isNull();
    }

    @Test
    void aTraceLeadsToTheTransactionInTheLogAndComesBack(Vertx vertx) {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger log = (Logger) LoggerFactory.getLogger(Frame.class);
        log.addAppender(lines);
        ApiNode node = ApiNode.start(vertx);
        Reply reply = node.post("/v1/payments", Bodies.payment("o1"))
                .header("traceparent", GOOD)
                .send();
        Reply without = node.post("/v1/payments", Bodies.payment("o2"))
                .header("traceparent", GOOD + "x")
                .send();
        log.detachAppender(lines);
        assertThat(reply.headers().get("traceparent")).isEqualTo(GOOD);
        assertThat(without.headers().get("traceparent")).isNull();
        assertThat(lines.list).hasSize(1);
        assertThat(lines.list.getFirst().getFormattedMessage())
                .startsWith("tx=" + reply.json().path("id").asText() + " trace=" + ID)
                .contains(" parent=" + PARENT + " flags=01 ")
                .containsPattern(" span=[0-9a-f]{16} ")
                .doesNotContain("span=" + PARENT)
                .endsWith("status=201");
    }
}
