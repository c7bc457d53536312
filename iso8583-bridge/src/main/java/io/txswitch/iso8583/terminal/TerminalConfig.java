package io.txswitch.iso8583.terminal;

import io.txswitch.core.config.Section;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.registry.Families;
import io.txswitch.iso8583.registry.Family;
import io.txswitch.iso8583.terminal.Listener.Tls;
import io.txswitch.iso8583.terminal.ResponseTexts.Language;
import io.vertx.core.net.NetServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The terminal server, from the section {@code terminal}.
 *
 * @param port 0 takes a free one
 * @param dialect the field table its terminals speak
 * @param framing how their messages stand in the stream
 * @param maxConnections open sockets per server instance; one more is closed at once
 * @param maxPending requests of one connection that wait for the core; then reading stops until one is answered
 * @param writeQueueBytes answers a slow reader may leave behind before reading stops
 * @param readIdleMs a connection that sends nothing for so long is closed
 * @param frameDeadlineMs a frame that has begun must be whole within
 * @param answerWithinMs how long a terminal waits for its answer
 * @param drainMs at the end, how long requests under way may still be answered
 * @param families the templates of terminals, and which terminals are known without having been added
 * @param allow who may call the first port
 * @param tls of the first port
 * @param listeners the other ports
 * @param maxPerTerminal connections of one terminal; the oldest gives way to one more
 * @param texts language of the words that come with a refusal
 */
public record TerminalConfig(
        String host,
        int port,
        Dialect dialect,
        Framing framing,
        int maxConnections,
        int maxPending,
        int writeQueueBytes,
        long readIdleMs,
        long frameDeadlineMs,
        long answerWithinMs,
        long drainMs,
        Families families,
        AllowList allow,
        @Nullable Tls tls,
        List<Listener> listeners,
        int maxPerTerminal,
        Language texts) {
    /** Terminals of a chain reconnect together after an outage. */
    private static final int ACCEPT_BACKLOG = 4_096;

    private static final int MAX_PORT = 65_535;
    private static final long MINUTE_MS = 60_000;

    /** A load generator or a concentrator of old may share one number among its lines; a terminal has one or two. */
    private static final int USUAL_PER_TERMINAL = 64;

    public TerminalConfig {
        listeners = List.copyOf(listeners);
    }

    /** One port with the default family alone. */
    public TerminalConfig(
            String host,
            int port,
            Dialect dialect,
            Framing framing,
            int maxConnections,
            int maxPending,
            int writeQueueBytes,
            long readIdleMs,
            long frameDeadlineMs,
            long answerWithinMs,
            long drainMs,
            List<Profile> profiles) {
        this(
                host,
                port,
                dialect,
                framing,
                maxConnections,
                maxPending,
                writeQueueBytes,
                readIdleMs,
                frameDeadlineMs,
                answerWithinMs,
                drainMs,
                Families.of(
                        List.of(Families.standard(dialect, framing)),
                        profiles.stream()
                                .map(each -> new Families.Profile(each.match(), each.merchant(), Family.DEFAULT))
                                .toList()),
                AllowList.ALL,
                null,
                List.of(),
                USUAL_PER_TERMINAL,
                Language.ZH);
    }

    /**
     * A group of terminals.
     *
     * @param match a terminal id, or the beginning of one and {@code *}
     * @param merchant whose they are when a message has no DE42, or null
     */
    public record Profile(String match, @Nullable String merchant) {}

    /** Reads the section {@code terminal} of a node's file. */
    public static TerminalConfig read(Section root, Dialects dialects, Framings framings) {
        Section section = root.section("terminal");
        Dialect dialect = dialects.choose(section, "dialect", Dialects.DEFAULT);
        Framing framing = framings.choose(section, "framing", Framings.DEFAULT);
        Families families = Families.read(section, dialects, framings, dialect, framing);
        families.all().stream()
                .filter(each -> !Grammar.has(each.dialect()))
                .forEach(each -> section.problems()
                        .add(section.path() + ".families." + each.name(), "no terminal speaks " + each.dialect()));
        String host = section.text("host", "127.0.0.1");
        return new TerminalConfig(
                host,
                section.integer("port", 8583, 0, MAX_PORT),
                dialect,
                framing,
                section.integer("max-connections", 20_000, 1, 1_000_000),
                section.integer("max-pending", 256, 1, 10_000),
                section.integer("write-queue-bytes", 65_536, 4_096, 16_777_216),
                section.number("read-idle-ms", 10 * MINUTE_MS, 100, 24 * 60 * MINUTE_MS),
                section.number("frame-deadline-ms", 10_000, 100, MINUTE_MS),
                section.number("answer-within-ms", 30_000, 100, 5 * MINUTE_MS),
                section.number("drain-ms", 5_000, 0, MINUTE_MS),
                families,
                AllowList.read(section, "allow"),
                Tls.read(section.section("tls")),
                section.sections("listeners").stream()
                        .map(each -> Listener.read(each, host, families, dialects, framings))
                        .toList(),
                section.integer("max-per-terminal", USUAL_PER_TERMINAL, 1, 10_000),
                section.choice("texts", Language.class, Language.ZH));
    }

    /** All ports, the section's own first. */
    List<Listener> ports() {
        Family own = families.standard();
        Family standard = own.dialect().name().equals(dialect.name()) ? own : Families.standard(dialect, framing);
        List<Listener> all = new ArrayList<>();
        all.add(new Listener(host, port, standard, framing, allow, tls));
        all.addAll(listeners);
        return all;
    }

    NetServerOptions serverOptions(Listener listener) {
        NetServerOptions options = new NetServerOptions()
                .setHost(listener.host())
                .setPort(listener.port())
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setReadIdleTimeout((int) readIdleMs)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        Tls certificates = listener.tls();
        if (certificates != null) {
            certificates.applyTo(options);
        }
        return options;
    }
}
