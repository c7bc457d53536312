package io.txswitch.router;

import io.txswitch.core.contract.FindRoute;
import io.txswitch.core.contract.HostHealth;
import io.txswitch.core.contract.RouteChoice;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses; single-threaded, sees only the configuration, what hosts said, and the time. */
public final class RouterActor {
    /** A route that fits, with how closely. */
    private record Fit(int number, RouterConfig.Route route, String bin) {
        String named() {
            return "route " + number + " (" + route.product() + (bin.isEmpty() ? "" : " bin " + bin) + ")";
        }
    }

    private final List<RouterConfig.Route> routes;
    private final HealthBoard health;
    private final InstantSource time;

    public RouterActor(RouterConfig config, InstantSource time) {
        this.routes = config.routes();
        this.health = new HealthBoard(hostsOf(config), config.healthTtlMs());
        this.time = time;
    }

    private static Set<String> hostsOf(RouterConfig config) {
        return config.routes().stream()
                .flatMap(route -> route.hosts().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    public void heard(HostHealth said) {
        health.heard(said, time.millis());
    }

    /** The first host, of the closest route first, that may be up and was not excluded. */
    public RouteChoice find(FindRoute asked) {
        List<Fit> fits = fits(asked);
        if (fits.isEmpty()) {
            return RouteChoice.none("no route for " + asked.product());
        }
        List<String> passedOver = new ArrayList<>();
        for (Fit fit : fits) {
            for (String host : fit.route.hosts()) {
                if (asked.excludedHosts().contains(host)) {
                    passedOver.add(host + " tried");
                } else if (!health.mayBeUp(host, time.millis())) {
                    passedOver.add(host + " down");
                } else {
                    return new RouteChoice(host, fit.named() + without(passedOver));
                }
            }
        }
        return RouteChoice.none(fits.getFirst().named() + without(passedOver));
    }

    private static String without(List<String> passedOver) {
        return passedOver.isEmpty() ? "" : ": " + passedOver.stream().distinct().collect(Collectors.joining(", "));
    }

    private List<Fit> fits(FindRoute asked) {
        List<Fit> fits = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            RouterConfig.Route route = routes.get(i);
            String bin = longestBin(route, asked);
            if (route.product().equals(asked.product())
                    && (route.merchants().isEmpty() || route.merchants().contains(asked.merchantId()))
                    && (route.bins().isEmpty() || !bin.isEmpty())) {
                fits.add(new Fit(i + 1, route, bin));
            }
        }
        fits.sort(Comparator.comparingInt((Fit fit) -> fit.bin.length()).reversed());
        return fits;
    }

    private static String longestBin(RouterConfig.Route route, FindRoute asked) {
        String first6 = asked.first6();
        if (first6 == null) {
            return "";
        }
        return route.bins().stream()
                .filter(first6::startsWith)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }
}
