package io.txswitch.router;

import io.txswitch.core.config.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * The list {@code routes} and the section {@code router}.
 *
 * @param healthTtlMs for how long a host's word that it is up counts; a few times the interval of its publications
 */
public record RouterConfig(List<Route> routes, long healthTtlMs) {
    private static final long DEFAULT_HEALTH_TTL_MS = 10_000;
    private static final long MAX_HEALTH_TTL_MS = 600_000;

    /**
     * One way for a product.
     *
     * @param bins leading digits of card numbers, one to six each; empty for any card, and for a wallet
     * @param merchants ids; empty for all
     * @param hosts in the order they are tried
     */
    public record Route(String product, List<String> bins, List<String> merchants, List<String> hosts) {}

    /** Reads both from the whole configuration; every problem goes to the section's problems. */
    public static RouterConfig read(Section root) {
        List<Route> routes = new ArrayList<>();
        for (Section each : root.sections("routes")) {
            routes.add(route(each));
        }
        long healthTtlMs = root.section("router").number("health-ttl-ms", DEFAULT_HEALTH_TTL_MS, 1, MAX_HEALTH_TTL_MS);
        return new RouterConfig(List.copyOf(routes), healthTtlMs);
    }

    private static Route route(Section section) {
        Route route = new Route(
                section.text("product"),
                section.texts("bins", List.of()),
                section.texts("merchants", List.of()),
                section.texts("hosts", List.of()));
        if (route.hosts.isEmpty()) {
            section.problems().add(section.path() + ".hosts", "is missing");
        }
        if (!route.bins.stream().allMatch(bin -> bin.matches("[0-9]{1,6}"))) {
            section.problems().add(section.path() + ".bins", "expected one to six digits");
        }
        return route;
    }
}
