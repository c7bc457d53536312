package io.txswitch.cluster.control;

import io.txswitch.core.config.Section;
import io.txswitch.core.model.Secret;
import java.util.List;

/**
 * The section {@code control}.
 *
 * @param host a loopback address
 * @param people who may act, each with a token of their own
 */
public record ControlConfig(String host, int port, List<Person> people) {
    private static final int MAX_PORT = 65_535;
    private static final int MIN_TOKEN_LENGTH = 24;

    /** One person who may act on this node. */
    public record Person(String name, Secret token) {}

    public static ControlConfig read(Section root) {
        Section section = root.section("control");
        List<Person> people = section.sections("people").stream()
                .map(person -> new Person(person.text("name"), person.secret("token")))
                .toList();
        ControlConfig config = new ControlConfig(
                section.text("host", "127.0.0.1"), section.integer("port", 8090, 0, MAX_PORT), people);
        if (!config.host.equals("127.0.0.1") && !config.host.equals("::1")) {
            section.problems().add("control.host", "is not a loopback address");
        }
        for (Person person : people) {
            if (person.token.reveal().length() < MIN_TOKEN_LENGTH) {
                section.problems().add("control.people", "the token of " + person.name + " is shorter than 24");
            }
        }
        return config;
    }
}
