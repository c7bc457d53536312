package io.txswitch.cluster.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the components of a key; none of them is ever printed. */
public final class KeyComponents {
    private static final int MIN = 2;
    private static final int MAX = 3;
    /** An AES-256 component in groups of four digits, and room. */
    private static final int MAX_LENGTH = 200;

    private KeyComponents() {}

    /** Two or three texts in hex, from their holders or from standard input. */
    public static List<String> read() {
        Console console = System.console();
        List<String> found = console != null && console.isTerminal() ? asked(console) : piped();
        if (found.size() < MIN || found.size() > MAX) {
            throw new UsageException("a key has two or three components, one per line of standard input");
        }
        return found;
    }

    /** From its holders, one after the other. */
    private static List<String> asked(Console console) {
        List<String> found = new ArrayList<>();
        while (found.size() < MAX) {
            String ask = found.size() < MIN ? "component %d (hex, not shown): " : "component %d, or nothing: ";
            char[] typed = console.readPassword(ask, found.size() + 1);
            if (typed == null || typed.length == 0) {
                break;
            }
            found.add(new String(typed));
        }
        return found;
    }

    private static List<String> piped() {
        List<String> found = new ArrayList<>();
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null && found.size() <= MAX; line = in.readLine()) {
                if (line.length() > MAX_LENGTH) {
                    throw new UsageException("a component is longer than any key");
                }
                if (!line.isBlank()) {
                    found.add(line.strip());
                }
            }
        } catch (IOException e) {
            throw new UsageException("the components cannot be read");
        }
        return found;
    }
}
