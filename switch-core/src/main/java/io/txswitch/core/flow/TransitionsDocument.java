package io.txswitch.core.flow;

import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Trigger;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders {@link Transitions} as the document that people read. */
public final class TransitionsDocument {
    private static final Map<String, List<Kind>> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put(
                "Charges",
                List.of(
                        Kind.SALE,
                        Kind.PRE_AUTH,
                        Kind.COMPLETION,
                        Kind.VOID,
                        Kind.WALLET_PAYMENT,
                        Kind.CODE_PAYMENT,
                        Kind.AGREEMENT,
                        Kind.DEDUCTION));
        TABLES.put("Inquiries", List.of(Kind.BALANCE));
        TABLES.put("Refunds, transfers and profit sharing", List.of(Kind.REFUND, Kind.TRANSFER, Kind.SHARE));
        TABLES.put("Advices", List.of(Kind.ADVICE, Kind.ADJUSTMENT, Kind.SCRIPT_RESULT, Kind.COMPENSATION));
        TABLES.put("Tombstones", List.of(Kind.TOMBSTONE));
    }

    private TransitionsDocument() {}

    /** The whole of {@code docs/TRANSACTION.md}. */
    public static String render() {
        StringBuilder out = new StringBuilder("""
                # The moves of a transaction

                Rendered from `Transitions`; a test fails when this page is stale. A trigger that has no row here is
                illegal: it is journalled as an anomaly and raises an alarm, and moves nothing. A phase in **bold** is \
                final.
                """);
        TABLES.forEach((title, kinds) -> {
            out.append("\n## ").append(title).append("\n\nKinds: ");
            out.append(kinds.stream().map(k -> "`" + k + "`").collect(Collectors.joining(", ")));
            out.append("\n\n| in phase | on trigger | goes to |\n| --- | --- | --- |\n");
            Transitions.of(kinds.getFirst()).forEach((phase, row) -> appendRow(out, phase, row));
        });
        return out.toString();
    }

    private static void appendRow(StringBuilder out, Phase phase, EnumMap<Trigger, Phase> row) {
        row.forEach((trigger, target) -> out.append("| ")
                .append(name(phase))
                .append(" | ")
                .append(trigger)
                .append(" | ")
                .append(name(target))
                .append(" |\n"));
    }

    private static String name(Phase phase) {
        return phase.isFinal() ? "**" + phase + "**" : phase.toString();
    }
}
