package io.txswitch.iso8583.bank;

import io.txswitch.core.config.ConfigException;
import io.txswitch.iso8583.bank.BankDirectory.Definition;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which banks have a line on this node: those of its file, and those that were added since. Belongs to one event loop.
 *
 * <p>A store that cannot be read changes nothing, and a definition that cannot be used leaves what runs as it is.
 */
final class BankRoster {
    private static final Logger LOG = LoggerFactory.getLogger(BankRoster.class);

    private final Vertx vertx;
    private final BankPorts ports;
    private final BankStores stores;
    private final Languages languages;
    private final Map<String, Entry> running = new HashMap<>();
    private final Map<String, Integer> complainedOf = new HashMap<>();
    private boolean looking;

    /** What a definition can name. */
    record Languages(Dialects dialects, Framings framings) {}

    /** @param version 0 for a bank of the node's file */
    private record Entry(int version, Supplier<Future<Void>> stop) {}

    BankRoster(Vertx vertx, BankPorts ports, BankStores stores, Languages languages) {
        this.vertx = vertx;
        this.ports = ports;
        this.stores = stores;
        this.languages = languages;
    }

    /** The banks of the node's file; done when each has a line, or another node its lease. */
    Future<Void> begin(List<BankConfig> banks) {
        return Future.all(banks.stream().map(each -> start(each, 0)).toList()).mapEmpty();
    }

    /** Looks at what was added, changed or removed. */
    void look() {
        if (looking) {
            return;
        }
        looking = true;
        stores.directory()
                .list()
                .compose(this::follow)
                .onFailure(cause -> LOG.debug("banks=unread cause=\"{}\"", cause.getMessage()))
                .onComplete(done -> looking = false);
    }

    private Future<Void> follow(List<Definition> wanted) {
        List<Future<Void>> steps = new ArrayList<>();
        Map<String, Definition> byId = new HashMap<>();
        wanted.forEach(each -> byId.put(each.bankId(), each));
        for (Map.Entry<String, Entry> each : Map.copyOf(running).entrySet()) {
            if (each.getValue().version() > 0 && !byId.containsKey(each.getKey())) {
                LOG.info("bank={} line=removed", each.getKey());
                steps.add(stop(each.getKey()));
            }
        }
        for (Definition each : wanted) {
            Entry now = running.get(each.bankId());
            if (now == null || now.version() > 0 && now.version() != each.version()) {
                steps.add(change(each));
            }
        }
        return Future.join(steps).mapEmpty();
    }

    private Future<Void> change(Definition definition) {
        BankConfig bank;
        try {
            bank = BankConfig.parse(definition.text(), languages.dialects(), languages.framings());
        } catch (ConfigException e) {
            complain(definition, e);
            return Future.succeededFuture();
        }
        LOG.info("bank={} line=defined version={}", definition.bankId(), definition.version());
        return stop(definition.bankId()).compose(stopped -> start(bank, definition.version()));
    }

    private void complain(Definition definition, ConfigException e) {
        Integer before = complainedOf.put(definition.bankId(), definition.version());
        if (!Objects.equals(before, definition.version())) {
            LOG.warn(
                    "bank={} version={} unusable=\"{}\"",
                    definition.bankId(),
                    definition.version(),
                    String.join("; ", e.problems()));
        }
    }

    private Future<Void> start(BankConfig bank, int version) {
        RunningLine line = new RunningLine(vertx, bank.id(), () -> new BankLineVerticle(bank, ports, this::tell));
        if (!bank.access().single()) {
            running.put(bank.id(), new Entry(version, line::stop));
            return line.start();
        }
        HeldLine held = new HeldLine(
                vertx, stores.leases(), line, new HeldLine.Holder(bank.id(), ports.node(), InstantSource.system()));
        running.put(bank.id(), new Entry(version, held::stop));
        return held.start();
    }

    private Future<Void> stop(String bankId) {
        Entry entry = running.remove(bankId);
        return entry == null ? Future.succeededFuture() : entry.stop().get();
    }

    /** Called on the line's event loop; the directory may be called from any. */
    private void tell(LineState state) {
        stores.directory()
                .tell(ports.node(), state)
                .onFailure(cause -> LOG.debug("bank={} state=untold", state.bankId()));
    }

    Future<Void> end() {
        List<Future<Void>> ending =
                List.copyOf(running.keySet()).stream().map(this::stop).toList();
        return Future.join(ending).mapEmpty();
    }
}
