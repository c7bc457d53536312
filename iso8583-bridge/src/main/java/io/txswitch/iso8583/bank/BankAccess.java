package io.txswitch.iso8583.bank;

import io.txswitch.core.config.Section;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the sockets of a line come about.
 *
 * @param mode who connects
 * @param endpoints where to; for a line that listens the one address it listens on
 * @param order what several endpoints are to each other
 * @param connections sockets at once; an answer may come on any of them
 * @param single the bank admits one connection in all: one node holds it under a lease
 * @param tls null for a line in the clear
 * @param allow where the bank may connect from
 * @param reconnectMinMs the first pause after a lost connection; doubles up to {@code reconnectMaxMs}, with jitter
 * @param primaryRetryMs how often a line on a backup tries its primary
 */
public record BankAccess(
        Mode mode,
        List<Endpoint> endpoints,
        Order order,
        int connections,
        boolean single,
        @Nullable BankTls tls,
        AllowList allow,
        long reconnectMinMs,
        long reconnectMaxMs,
        long primaryRetryMs) {
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_PORT = 65_535;
    private static final long HOUR_MS = 3_600_000;

    /** Who connects. */
    enum Mode {
        CONNECT,
        LISTEN
    }

    /** What several endpoints are to each other. */
    enum Order {
        /** Connections are spread over all of them; one that fails takes the next. */
        ACTIVE_ACTIVE,
        /** The first that can be reached, in the order they stand, and back to the first when it is there again. */
        PRIMARY_BACKUP
    }

    public BankAccess {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty() || reconnectMaxMs < reconnectMinMs) {
            throw new IllegalArgumentException("a bank's line has an endpoint, and the longer pause is the longer");
        }
    }

    static BankAccess read(Section bank) {
        Mode mode = bank.choice("mode", Mode.class, Mode.CONNECT);
        boolean single = bank.flag("single-connection", false);
        int connections = bank.integer("connections", 1, 1, MAX_CONNECTIONS);
        AllowList allow = AllowList.read(bank);
        long min = bank.number("reconnect-min-ms", 500, 10, HOUR_MS);
        long max = bank.number("reconnect-max-ms", 30_000, 10, HOUR_MS);
        if (max < min) {
            bank.problems().add(bank.path(), "reconnect-max-ms is below reconnect-min-ms");
        }
        if (single && connections > 1) {
            bank.problems().add(bank.path(), "single-connection and connections contradict each other");
        }
        if (mode == Mode.LISTEN && allow.networks().isEmpty()) {
            bank.problems().add(bank.path() + ".allow", "is missing: a line that listens names who may connect");
        }
        return new BankAccess(
                mode,
                endpoints(bank, mode),
                bank.choice("endpoint-order", Order.class, Order.ACTIVE_ACTIVE),
                single ? 1 : connections,
                single,
                BankTls.read(bank, mode == Mode.LISTEN),
                allow,
                min,
                Math.max(min, max),
                bank.number("primary-retry-ms", 60_000, 50, HOUR_MS));
    }

    /** The list {@code endpoints}, or one by {@code host} and {@code port}. */
    private static List<Endpoint> endpoints(Section bank, Mode mode) {
        List<Endpoint> found = new ArrayList<>();
        for (String text : bank.texts("endpoints", List.of())) {
            try {
                found.add(Endpoint.parse(text));
            } catch (IllegalArgumentException e) {
                bank.problems().add(bank.path() + ".endpoints", "'" + text + "' is not host:port");
            }
        }
        if (found.isEmpty()) {
            if (!bank.has("port")) {
                bank.problems().add(bank.path() + ".port", "is missing");
            }
            found.add(new Endpoint(bank.text("host", "127.0.0.1"), bank.integer("port", 1, 1, MAX_PORT)));
        }
        if (mode == Mode.LISTEN && found.size() > 1) {
            bank.problems().add(bank.path() + ".endpoints", "a line listens on one address");
        }
        return found;
    }
}
