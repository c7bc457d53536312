package io.txswitch.core.config;

import java.util.List;

/** A configuration that a node refuses to start with; the message has one line per problem and no secret. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // List.copyOf is serializable; the exception is never sent anywhere
    private final List<String> problems;

    public ConfigException(List<String> problems) {
        super("the configuration has " + problems.size() + " problem(s):\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
