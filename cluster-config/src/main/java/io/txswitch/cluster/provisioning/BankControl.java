package io.txswitch.cluster.provisioning;

import io.txswitch.cluster.control.ChangeRefused;
import io.txswitch.cluster.control.ControlChange;
import io.txswitch.cluster.control.ControlChange.Applied;
import io.txswitch.cluster.control.ControlExtensions;
import io.txswitch.cluster.control.ControlQuery;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.config.ConfigException;
import io.txswitch.core.contract.ExchangeKeys;
import io.txswitch.iso8583.bank.BankConfig;
import io.txswitch.iso8583.bank.BankDirectory;
import io.txswitch.iso8583.bank.BankDirectory.Definition;
import io.txswitch.iso8583.bank.BankStores;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.txswitch.iso8583.keys.KeyOwner;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Banks on the control port: list, lines, add, change, remove, and the keys between the switch and a bank. */
public final class BankControl {
    private static final String ALL = "/control/banks";
    private static final String ONE = "/control/banks/:id";
    /** The bank may take its time; the line's own limit is usually shorter. */
    private static final long EXCHANGE_WITHIN_MS = 12_000;
    /** A node that has told nothing for so long has the line no more. */
    private static final long TOLD_LATELY_MS = 15_000;

    private final BankStores banks;
    private final TerminalStores keys;
    private final KeyIntake intake;
    private final Known known;
    private final Bus bus;

    /**
     * What this node knows of banks without asking.
     *
     * @param ofFile the ids in its file, which cannot be changed from here
     */
    public record Known(Set<String> ofFile, Dialects dialects, Framings framings) {
        public Known {
            ofFile = Set.copyOf(ofFile);
        }
    }

    public BankControl(BankStores banks, TerminalStores keys, TestKeys testKeys, Known known, Bus bus) {
        this.banks = banks;
        this.keys = keys;
        this.intake = new KeyIntake(keys, testKeys);
        this.known = known;
        this.bus = bus;
    }

    public ControlExtensions extensions() {
        return ControlExtensions.of(
                List.of(
                        new ControlQuery("bank.list", ALL, this::list),
                        new ControlQuery("bank.line", ONE, this::line),
                        new ControlQuery("bank.key.show", ONE + "/keys", this::showKeys)),
                List.of(
                        new ControlChange("bank.add", ALL, true, body -> define(body, false)),
                        new ControlChange("bank.replace", ALL + "/replace", true, body -> define(body, true)),
                        new ControlChange("bank.remove", ONE + "/remove", true, this::remove),
                        new ControlChange("bank.key", ONE + "/keys", true, this::key),
                        new ControlChange("bank.exchange", ONE + "/exchange", true, this::exchange)));
    }

    private Future<JsonObject> list(JsonObject parameters) {
        Body.of(parameters, "reason");
        return banks.directory().list().map(stored -> {
            JsonArray shown = new JsonArray();
            new TreeSet<>(known.ofFile())
                    .forEach(id -> shown.add(new JsonObject().put("id", id).put("from", "file")));
            stored.stream()
                    .filter(each -> !known.ofFile().contains(each.bankId()))
                    .forEach(each -> shown.add(shown(each)));
            return new JsonObject().put("banks", shown);
        });
    }

    private Future<JsonObject> line(JsonObject parameters) {
        String id = Body.of(parameters, "id", "reason").text("id");
        return found(id)
                .compose(definition -> banks.directory().told(id).map(told -> {
                    JsonObject shown = definition
                            .map(BankControl::shown)
                            .orElseGet(() -> new JsonObject().put("id", id).put("from", "file"));
                    return shown.put(
                            "lines",
                            new JsonArray(told.stream()
                                    .filter(each -> each.ageMs() < TOLD_LATELY_MS)
                                    .map(BankControl::shown)
                                    .toList()));
                }));
    }

    /** Its definition, empty for a bank of the file; fails when there is neither. */
    private Future<Optional<Definition>> found(String id) {
        return banks.directory().list().map(all -> {
            Optional<Definition> stored =
                    all.stream().filter(each -> each.bankId().equals(id)).findFirst();
            if (known.ofFile().contains(id)) {
                return Optional.<Definition>empty();
            }
            if (stored.isEmpty()) {
                throw ChangeRefused.notFound("no bank " + id);
            }
            return stored;
        });
    }

    private Future<Applied> define(JsonObject json, boolean replace) {
        String text = Body.of(json, "definition", "reason").text("definition");
        BankConfig bank = parsed(text);
        if (known.ofFile().contains(bank.id())) {
            throw ChangeRefused.conflict("the bank " + bank.id() + " stands in the nodes' file: change it there");
        }
        return banks.directory().list().compose(before -> {
            JsonObject was = before.stream()
                    .filter(each -> each.bankId().equals(bank.id()))
                    .findFirst()
                    .map(BankControl::shown)
                    .orElseGet(JsonObject::new);
            Future<Boolean> done = replace
                    ? banks.directory().replace(bank.id(), text)
                    : banks.directory().add(bank.id(), text);
            return done.map(changed -> {
                if (!changed) {
                    throw replace
                            ? ChangeRefused.notFound("no bank " + bank.id() + " was added")
                            : ChangeRefused.conflict("there is a bank " + bank.id() + " already: --replace");
                }
                JsonObject now = new JsonObject().put("id", bank.id()).put("definition", text);
                return new Applied(was, now, now);
            });
        });
    }

    private BankConfig parsed(String text) {
        if (text.length() > BankDirectory.MAX_DEFINITION) {
            throw new IllegalArgumentException(
                    "a definition has at most " + BankDirectory.MAX_DEFINITION + " characters");
        }
        try {
            return BankConfig.parse(text, known.dialects(), known.framings());
        } catch (ConfigException e) {
            throw new IllegalArgumentException(String.join("; ", e.problems()));
        }
    }

    private Future<Applied> remove(JsonObject json) {
        String id = Body.of(json, "id", "reason").text("id");
        if (known.ofFile().contains(id)) {
            throw ChangeRefused.conflict("the bank " + id + " stands in the nodes' file: remove it there");
        }
        return found(id)
                .compose(before -> banks.directory()
                        .remove(id)
                        .map(gone -> new Applied(
                                before.map(BankControl::shown).orElseGet(JsonObject::new),
                                new JsonObject(),
                                new JsonObject().put("id", id).put("removed", gone))));
    }

    private Future<JsonObject> showKeys(JsonObject parameters) {
        String id = Body.of(parameters, "id", "reason").text("id");
        return found(id)
                .compose(there -> keys.keys().list(KeyOwner.bank(id)))
                .map(all -> new JsonObject().put("id", id).put("keys", KeyControl.shown(all)));
    }

    private Future<Applied> key(JsonObject json) {
        Body body = KeyIntake.body(json, "id");
        String id = body.text("id");
        KeyOwner owner = KeyOwner.bank(id);
        return found(id)
                .compose(there -> intake.take(body, KeyType.ZMK, owner))
                .compose(key -> keys.keys().list(owner).compose(before -> put(owner, key, KeyControl.shown(before))));
    }

    private Future<Applied> put(KeyOwner owner, WrappedKey key, JsonArray before) {
        return keys.keys().put(owner, key).map(stored -> {
            JsonObject now = KeyControl.shown(List.of(stored)).getJsonObject(0);
            return new Applied(
                    new JsonObject().put("keys", before), now, now.copy().put("owner", owner.toString()));
        });
    }

    /** By a line on whichever node has one. */
    private Future<Applied> exchange(JsonObject json) {
        String id = Body.of(json, "id", "reason").text("id");
        return found(id)
                .compose(there -> bus.request(Addresses.BANK_KEYS.with(id), new ExchangeKeys(id), EXCHANGE_WITHIN_MS)
                        .recover(cause -> Future.failedFuture(ChangeRefused.conflict("no node has a line to " + id))))
                .map(done -> {
                    if (!done.done()) {
                        throw ChangeRefused.conflict(done.detail());
                    }
                    JsonObject now = new JsonObject().put("id", id).put("keys", done.detail());
                    return new Applied(new JsonObject(), now, now);
                });
    }

    private static JsonObject shown(Definition definition) {
        return new JsonObject()
                .put("id", definition.bankId())
                .put("from", "added")
                .put("version", definition.version())
                .put("definition", definition.text());
    }

    private static JsonObject shown(BankDirectory.Told told) {
        return new JsonObject()
                .put("node", told.node())
                .put("up", told.state().up())
                .put("detail", told.state().detail())
                .put("inFlight", told.state().inFlight())
                .put("connections", new JsonArray(told.state().connections()))
                .put("ageMs", told.ageMs());
    }
}
