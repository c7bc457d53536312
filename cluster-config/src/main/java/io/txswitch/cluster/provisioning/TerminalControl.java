package io.txswitch.cluster.provisioning;

import io.txswitch.cluster.control.ChangeRefused;
import io.txswitch.cluster.control.ControlChange;
import io.txswitch.cluster.control.ControlChange.Applied;
import io.txswitch.cluster.control.ControlExtensions;
import io.txswitch.cluster.control.ControlQuery;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.TerminalChanged;
import io.txswitch.iso8583.keys.KeyOwner;
import io.txswitch.iso8583.registry.Families;
import io.txswitch.iso8583.registry.Family;
import io.txswitch.iso8583.registry.Terminal;
import io.txswitch.iso8583.registry.Terminal.Status;
import io.txswitch.iso8583.registry.TerminalProfile;
import io.txswitch.iso8583.registry.TerminalRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Terminals on the control port: list, show, add, block, unblock. */
public final class TerminalControl {
    private static final String ALL = "/control/terminals";
    private static final String ONE = "/control/terminals/:id";
    private static final int PAGE = 100;

    private final TerminalStores stores;
    private final Families families;
    private final Set<String> merchants;
    private final Bus bus;
    private final InstantSource clock;

    /** @param merchants ids of those whose terminals can be added */
    public TerminalControl(
            TerminalStores stores, Families families, Set<String> merchants, Bus bus, InstantSource clock) {
        this.stores = stores;
        this.families = families;
        this.merchants = Set.copyOf(merchants);
        this.bus = bus;
        this.clock = clock;
    }

    public ControlExtensions extensions() {
        return ControlExtensions.of(
                List.of(
                        new ControlQuery("terminal.list", ALL, this::list),
                        new ControlQuery("terminal.show", ONE, this::show)),
                List.of(
                        new ControlChange("terminal.add", ALL, false, this::add),
                        new ControlChange("terminal.block", ONE + "/block", true, body -> set(body, Status.BLOCKED)),
                        new ControlChange(
                                "terminal.unblock", ONE + "/unblock", false, body -> set(body, Status.ACTIVE))));
    }

    private Future<JsonObject> list(JsonObject parameters) {
        Body asked = Body.of(parameters, "after", "limit", "reason");
        int limit = asked.integer("limit", PAGE, 1, TerminalRegistry.MAX_PAGE);
        return stores.terminals()
                .list(asked.text("after", ""), limit)
                .map(found -> new JsonObject()
                        .put(
                                "terminals",
                                new JsonArray(found.stream()
                                        .map(TerminalControl::shown)
                                        .toList()))
                        // Asked for as it stands to get the next page; absent after the last one.
                        .put(
                                "next",
                                found.size() < limit ? null : found.getLast().id()));
    }

    private Future<JsonObject> show(JsonObject parameters) {
        String id = Terminal.requireId(Body.of(parameters, "id", "reason").text("id"));
        return stores.terminals().find(id).compose(found -> {
            JsonObject shown = found.map(TerminalControl::shown)
                    .or(() -> families.matched(id).map(TerminalControl::shown))
                    .orElseThrow(() -> ChangeRefused.notFound("no terminal " + id));
            return stores.keys()
                    .list(KeyOwner.terminal(id))
                    .compose(keys -> stores.batches()
                            .newest(id)
                            .map(batch -> shown.put("keys", KeyControl.shown(keys))
                                    .put(
                                            "batch",
                                            batch.map(open -> new JsonObject()
                                                            .put("number", open.number())
                                                            .put(
                                                                    "openedAt",
                                                                    open.openedAt()
                                                                            .toString()))
                                                    .orElse(null))));
        });
    }

    private Future<Applied> add(JsonObject json) {
        Body body = Body.of(json, "id", "merchant", "family", "reason");
        String family = body.text("family", Family.DEFAULT);
        if (families.find(family).isEmpty()) {
            throw new IllegalArgumentException("no family '" + family + "' on this node");
        }
        if (!merchants.contains(body.text("merchant"))) {
            throw new IllegalArgumentException("no merchant '" + body.text("merchant") + "' on this node");
        }
        Terminal terminal = new Terminal(
                body.text("id"), body.text("merchant"), family, Status.ACTIVE, note(body), clock.instant());
        return stores.terminals().add(terminal).map(added -> {
            if (!added) {
                throw ChangeRefused.conflict("there is a terminal " + terminal.id() + " already");
            }
            changed(terminal.id());
            return new Applied(new JsonObject(), shown(terminal), shown(terminal));
        });
    }

    private Future<Applied> set(JsonObject json, Status status) {
        Body body = Body.of(json, "id", "reason");
        String id = Terminal.requireId(body.text("id"));
        return stores.terminals()
                .find(id)
                .compose(found -> found.isPresent() ? Future.succeededFuture(found.get()) : taken(id))
                .compose(before -> stores.terminals()
                        .setStatus(id, status, note(body))
                        .map(after -> {
                            changed(id);
                            JsonObject now = shown(after.orElseThrow());
                            return new Applied(shown(before), now, now);
                        }));
    }

    /** A terminal that only a profile knew gets a row of its own, as the profile has it. */
    private Future<Terminal> taken(String id) {
        TerminalProfile profile = families.matched(id).orElseThrow(() -> ChangeRefused.notFound("no terminal " + id));
        String merchant = profile.merchantId();
        if (merchant == null) {
            throw ChangeRefused.conflict("the profile of " + id + " names no merchant: add the terminal first");
        }
        Terminal terminal = new Terminal(id, merchant, profile.family().name(), Status.ACTIVE, "", clock.instant());
        return stores.terminals().add(terminal).map(terminal);
    }

    private static String note(Body body) {
        String reason = body.text("reason", "");
        return reason.length() > Terminal.MAX_NOTE_LENGTH ? reason.substring(0, Terminal.MAX_NOTE_LENGTH) : reason;
    }

    private void changed(String id) {
        bus.publish(Addresses.TERMINAL_CHANGED, new TerminalChanged(id));
    }

    private static JsonObject shown(Terminal terminal) {
        return new JsonObject()
                .put("id", terminal.id())
                .put("merchant", terminal.merchantId())
                .put("family", terminal.family())
                .put("status", terminal.status().name())
                .put("note", terminal.note())
                .put("since", terminal.since().toString())
                .put("added", true);
    }

    private static JsonObject shown(TerminalProfile profile) {
        return new JsonObject()
                .put("id", profile.terminalId())
                .put("merchant", profile.merchantId())
                .put("family", profile.family().name())
                .put("status", Status.ACTIVE.name())
                .put("note", "matched by a profile")
                .put("added", false);
    }
}
