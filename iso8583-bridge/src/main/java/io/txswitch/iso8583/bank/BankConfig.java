package io.txswitch.iso8583.bank;

import io.txswitch.core.config.Section;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.codec.Tpdu;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One bank's line, from the list {@code banks}.
 *
 * @param id names it in routes, in the journal and on the bus
 * @param framing how messages stand in the stream
 * @param tpdu what requests are addressed with, where the framing has it
 * @param signOn whether 0800 with DE70 001 comes before any traffic
 * @param echoEveryMs how often a line is tried with DE70 301
 * @param answerWithinMs how long the bank may take, at most
 * @param maxInFlight charges that wait for the bank at once (its bulkhead); reversals have as many of their own
 * @param connections sockets; an answer may come on any of them
 * @param reconnectMinMs the first pause after a lost connection; doubles up to {@code reconnectMaxMs}, with jitter
 * @param breakerFailures unanswered charges in a row that open the circuit
 * @param breakerResetMs how long it stays open before one charge tries again
 */
public record BankConfig(
        String id,
        String host,
        int port,
        Dialect dialect,
        Framing framing,
        Tpdu tpdu,
        boolean signOn,
        long echoEveryMs,
        long answerWithinMs,
        int maxInFlight,
        int connections,
        long reconnectMinMs,
        long reconnectMaxMs,
        int breakerFailures,
        long breakerResetMs) {
    private static final int MAX_PORT = 65_535;
    private static final long HOUR_MS = 3_600_000;
    private static final String DEFAULT_TPDU = "6000030000";
    private static final String ID_PATTERN = "[a-z0-9][a-z0-9-]{0,31}";

    public BankConfig {
        if (!id.matches(ID_PATTERN) || reconnectMaxMs < reconnectMinMs) {
            throw new IllegalArgumentException("bank " + id);
        }
    }

    /** Reads the list {@code banks} of a node's file, in its order. */
    public static List<BankConfig> readAll(Section root, Dialects dialects, Framings framings) {
        List<BankConfig> banks = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Section section : root.sections("banks")) {
            BankConfig bank = read(section, dialects, framings);
            if (!ids.add(bank.id)) {
                section.problems().add(section.path(), "the bank " + bank.id + " stands twice");
            }
            banks.add(bank);
        }
        return List.copyOf(banks);
    }

    private static BankConfig read(Section section, Dialects dialects, Framings framings) {
        long min = section.number("reconnect-min-ms", 500, 10, HOUR_MS);
        long max = section.number("reconnect-max-ms", 30_000, 10, HOUR_MS);
        if (max < min) {
            section.problems().add(section.path(), "reconnect-max-ms is below reconnect-min-ms");
        }
        return new BankConfig(
                id(section),
                section.text("host", "127.0.0.1"),
                port(section),
                dialects.choose(section, "dialect", Dialects.DEFAULT),
                framings.choose(section, "framing", Framings.DEFAULT),
                tpdu(section),
                section.flag("sign-on", true),
                section.number("echo-every-ms", 30_000, 50, HOUR_MS),
                section.number("answer-within-ms", 25_000, 50, 5 * 60_000),
                section.integer("max-in-flight", 1_024, 1, 100_000),
                section.integer("connections", 1, 1, 64),
                min,
                Math.max(min, max),
                section.integer("breaker-failures", 10, 1, 10_000),
                section.number("breaker-reset-ms", 10_000, 100, HOUR_MS));
    }

    private static int port(Section section) {
        if (!section.has("port")) {
            section.problems().add(section.path() + ".port", "is missing");
        }
        return section.integer("port", 1, 1, MAX_PORT);
    }

    private static String id(Section section) {
        String id = section.text("id");
        if (id.matches(ID_PATTERN)) {
            return id;
        }
        section.problems().add(section.path(), "an id has small letters, digits and hyphens");
        return "unnamed";
    }

    private static Tpdu tpdu(Section section) {
        try {
            return Tpdu.parse(section.text("tpdu", DEFAULT_TPDU));
        } catch (IllegalArgumentException e) {
            section.problems().add(section.path() + ".tpdu", "is 60 and eight hex digits");
            return Tpdu.parse(DEFAULT_TPDU);
        }
    }
}
