package io.txswitch.iso8583.codec;

import io.txswitch.iso8583.codec.FieldRules.Problem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the field table of a dialect demands of a message that could be read; immutable and thread-safe. */
public final class FieldRules {
    /** MAC elements: whether they must be there is the terminal's or the bank's profile. */
    private static final Set<Integer> MACS = Set.of(64, 128);

    private final Map<String, List<MessageRule>> byMti = new HashMap<>();
    private final List<MessageRule.Chip> chip;
    private final boolean othersAllowed;

    /**
     * One thing that is not as the table says.
     *
     * @param kind what is wrong with it
     * @param field an element's number, {@code 55.9F26} for a tag of DE55, {@code mti}
     * @param reason in words, without any value of the message
     */
    public record Problem(Kind kind, String field, String reason) {
        /** What can be wrong. */
        public enum Kind {
            /** The table demands it and the message does not have it. */
            MISSING,
            /** The message has it and the table does not know it there. */
            UNEXPECTED
        }

        /** One line for a log. */
        public String text() {
            if (field.equals("mti")) {
                return "MTI: " + reason;
            }
            return (field.startsWith("55.") ? "DE55 → " + field.substring(3) : "DE" + field) + ": " + reason;
        }
    }

    /** @param othersAllowed whether a message may have elements, or be of a kind, that no rule names */
    FieldRules(List<MessageRule> rules, List<MessageRule.Chip> chip, boolean othersAllowed) {
        for (MessageRule rule : rules) {
            for (String mti : rule.mtis()) {
                byMti.computeIfAbsent(mti, none -> new ArrayList<>()).add(rule);
            }
        }
        this.chip = List.copyOf(chip);
        this.othersAllowed = othersAllowed;
    }

    /** Every problem of a message: missing elements, unexpected ones, missing tags; empty when there is none. */
    public List<Problem> check(IsoMessage message) {
        String mti = unrepeated(message.mti());
        List<MessageRule> rules = byMti.getOrDefault(mti, List.of());
        MessageRule rule = first(rules, message);
        List<Problem> problems = new ArrayList<>();
        if (rule != null) {
            missing(rule, message, problems);
            if (!othersAllowed) {
                unexpected(rule, message, problems);
            }
        } else if (!othersAllowed) {
            boolean none = rules.isEmpty();
            problems.add(new Problem(Kind.UNEXPECTED, none ? "mti" : "3", "no such transaction in the table"));
        }
        tags(mti, message, problems);
        return problems;
    }

    /** The name the table gives to a message of this kind, null when it has none. */
    public @Nullable String nameOf(IsoMessage message) {
        MessageRule rule = first(byMti.getOrDefault(unrepeated(message.mti()), List.of()), message);
        return rule == null ? null : rule.name();
    }

    /** A repeat has an odd last digit. */
    private static String unrepeated(String mti) {
        char origin = mti.charAt(3);
        return (origin - '0') % 2 == 0 ? mti : mti.substring(0, 3) + (char) (origin - 1);
    }

    private static @Nullable MessageRule first(List<MessageRule> rules, IsoMessage message) {
        for (MessageRule rule : rules) {
            if (rule.when().holds(message)) {
                return rule;
            }
        }
        return null;
    }

    private static void missing(MessageRule rule, IsoMessage message, List<Problem> problems) {
        for (int field : rule.mandatory()) {
            if (!message.has(field)) {
                problems.add(new Problem(Kind.MISSING, String.valueOf(field), "is mandatory"));
            }
        }
        for (MessageRule.Conditional each : rule.conditional()) {
            if (!message.has(each.field()) && each.demands(message)) {
                problems.add(new Problem(Kind.MISSING, String.valueOf(each.field()), "is mandatory: " + each.words()));
            }
        }
    }

    private static void unexpected(MessageRule rule, IsoMessage message, List<Problem> problems) {
        for (int field : message.fields().keySet()) {
            if (!rule.knows(field) && !MACS.contains(field)) {
                problems.add(new Problem(Kind.UNEXPECTED, String.valueOf(field), "is not of this transaction"));
            }
        }
    }

    private void tags(String mti, IsoMessage message, List<Problem> problems) {
        byte[] data = chip.isEmpty() ? null : message.bytes(De.CHIP_DATA);
        if (data == null) {
            return;
        }
        for (MessageRule.Chip each : chip) {
            if (each.mtis().contains(mti) && each.when().holds(message)) {
                Set<String> found = Tlv.tags(data);
                for (String tag : each.tags()) {
                    if (!found.contains(tag)) {
                        problems.add(new Problem(Kind.MISSING, De.CHIP_DATA + "." + tag, "is mandatory"));
                    }
                }
            }
        }
    }
}
