package io.txswitch.sandbox.pos.console;

import io.txswitch.sandbox.crypto.SandboxKeys;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.SandboxCard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One line of a script, taken apart.
 *
 * @param command in lower case; empty for a blank line or a comment
 * @param arguments what follows it
 * @param options by name; a name without a value has an empty one
 */
record Words(String command, List<String> arguments, Map<String, String> options) {
    private static final int DEFAULT_CARD = 7;

    static Words of(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return new Words("", List.of(), Map.of());
        }
        String[] parts = text.split("\\s+");
        List<String> arguments = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            if (!parts[i].startsWith("--")) {
                arguments.add(parts[i]);
                continue;
            }
            boolean valued = i + 1 < parts.length && !parts[i + 1].startsWith("--");
            options.put(parts[i].substring(2), valued ? parts[i + 1] : "");
            i += valued ? 1 : 0;
        }
        options.keySet().stream()
                .filter(name -> !name.equals("card") && !name.equals("pin"))
                .findFirst()
                .ifPresent(name -> options.put("unknown", name));
        return new Words(parts[0].toLowerCase(Locale.ROOT), List.copyOf(arguments), Map.copyOf(options));
    }

    /** @throws IllegalArgumentException when there is no such argument */
    String word(int index) {
        check();
        if (index >= arguments.size()) {
            throw new IllegalArgumentException(command + ": something is missing; help shows what");
        }
        return arguments.get(index);
    }

    long amount(int index) {
        String text = word(index);
        if (!text.matches("\\d{1,12}")) {
            throw new IllegalArgumentException("the amount: minor units, 1 to 12 digits");
        }
        return Long.parseLong(text);
    }

    SandboxCard card() {
        check();
        String name = options.getOrDefault("card", Integer.toString(DEFAULT_CARD));
        return switch (name) {
            case "sample" -> CardDeck.unionPaySample();
            case "visa" -> CardDeck.visa();
            default -> {
                if (!name.matches("\\d{1,6}")) {
                    throw new IllegalArgumentException("--card: a number up to 999999, sample, or visa");
                }
                yield CardDeck.unionPay(Integer.parseInt(name));
            }
        };
    }

    /** The PIN that was given, the sandbox's when none was, empty without {@code --pin}. */
    String pin() {
        String given = options.get("pin");
        if (given == null) {
            return "";
        }
        return given.isEmpty() ? SandboxKeys.PIN : given;
    }

    private void check() {
        if (options.containsKey("unknown")) {
            throw new IllegalArgumentException("no such option: --" + options.get("unknown"));
        }
    }

    /** The line as it may be printed: without a PIN. */
    String masked(String line) {
        return line.strip().replaceAll("(--pin\\s+)\\d+", "$1****");
    }
}
