package io.txswitch.iso8583.bank;

import io.txswitch.core.config.ConfigException;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.Section;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.codec.Tpdu;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One bank's line: an element of the list {@code banks}, in a node's file or added while the switch runs.
 *
 * @param id names it in routes, in the journal and on the bus
 * @param signOn whether 0800 with DE70 001 comes before any traffic, and 002 at the end
 * @param echoEveryMs how often a line is tried with DE70 301
 * @param answerWithinMs how long the bank may take, at most
 * @param results what its response codes mean
 */
public record BankConfig(
        String id,
        BankWire wire,
        BankAccess access,
        BankTraffic traffic,
        BankZone zone,
        boolean signOn,
        long echoEveryMs,
        long answerWithinMs,
        ResultTable results) {
    private static final long HOUR_MS = 3_600_000;
    private static final String ID_PATTERN = "[a-z0-9][a-z0-9-]{0,31}";

    public BankConfig {
        if (!id.matches(ID_PATTERN)) {
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

    /**
     * Reads the definition of one bank, YAML or JSON, as it would stand in the list.
     *
     * @throws ConfigException with everything that is wrong with it
     */
    public static BankConfig parse(String definition, Dialects dialects, Framings framings) {
        Section section = ConfigFile.parse(definition, Map.of());
        BankConfig bank = read(section, dialects, framings);
        section.refuseUnknownKeys();
        section.problems().throwIfAny();
        return bank;
    }

    private static BankConfig read(Section section, Dialects dialects, Framings framings) {
        return new BankConfig(
                id(section),
                BankWire.read(section, dialects, framings),
                BankAccess.read(section),
                BankTraffic.read(section),
                BankZone.read(section),
                section.flag("sign-on", true),
                section.number("echo-every-ms", 30_000, 50, HOUR_MS),
                section.number("answer-within-ms", 25_000, 50, 5 * 60_000),
                ResultTable.read(section));
    }

    public Dialect dialect() {
        return wire.dialect();
    }

    public Framing framing() {
        return wire.framing();
    }

    public Tpdu tpdu() {
        return wire.tpdu();
    }

    private static String id(Section section) {
        String id = section.text("id");
        if (id.matches(ID_PATTERN)) {
            return id;
        }
        section.problems().add(section.path(), "an id has small letters, digits and hyphens");
        return "unnamed";
    }
}
