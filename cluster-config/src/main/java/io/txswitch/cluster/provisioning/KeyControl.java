package io.txswitch.cluster.provisioning;

import io.txswitch.cluster.control.ChangeRefused;
import io.txswitch.cluster.control.ControlChange;
import io.txswitch.cluster.control.ControlChange.Applied;
import io.txswitch.cluster.control.ControlExtensions;
import io.txswitch.cluster.control.ControlQuery;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.TerminalChanged;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.txswitch.iso8583.keys.KeyOwner;
import io.txswitch.iso8583.keys.StoredKey;
import io.txswitch.iso8583.registry.Families;
import io.txswitch.iso8583.registry.Family;
import io.txswitch.iso8583.registry.Terminal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * Keys on the control port: a terminal's master key, a family's base derivation key and transport key.
 *
 * <p>A family's transport key (a zone master key) is what a key injection facility shares with the switch: under it
 * terminals' master keys come in without a ceremony for each.
 */
public final class KeyControl {
    private static final String TERMINAL = "/control/terminals/:id/keys";
    private static final String FAMILY = "/control/families/:family/keys";

    private final TerminalStores stores;
    private final Families families;
    private final KeyIntake intake;
    private final Bus bus;

    public KeyControl(TerminalStores stores, Families families, TestKeys testKeys, Bus bus) {
        this.stores = stores;
        this.families = families;
        this.intake = new KeyIntake(stores, testKeys);
        this.bus = bus;
    }

    public ControlExtensions extensions() {
        return ControlExtensions.of(
                List.of(
                        new ControlQuery("terminal.key.show", TERMINAL, this::ofTerminal),
                        new ControlQuery("family.key.show", FAMILY, this::ofFamily)),
                List.of(
                        new ControlChange("terminal.key", TERMINAL, true, this::keyTerminal),
                        new ControlChange("family.key", FAMILY, true, this::keyFamily)));
    }

    private Future<JsonObject> ofTerminal(JsonObject parameters) {
        String id = Terminal.requireId(Body.of(parameters, "id", "reason").text("id"));
        return familyOf(id)
                .compose(family -> stores.keys()
                        .list(KeyOwner.terminal(id))
                        .map(keys -> new JsonObject()
                                .put("id", id)
                                .put("family", family.name())
                                .put("keys", shown(keys))));
    }

    private Future<JsonObject> ofFamily(JsonObject parameters) {
        Family family = family(Body.of(parameters, "family", "reason").text("family"));
        return stores.keys()
                .list(KeyOwner.family(family.name()))
                .map(keys -> new JsonObject().put("family", family.name()).put("keys", shown(keys)));
    }

    private Future<Applied> keyTerminal(JsonObject json) {
        Body body = KeyIntake.body(json, "id");
        String id = Terminal.requireId(body.text("id"));
        return familyOf(id).compose(family -> {
            if (!family.keys().bySignIn()) {
                throw new IllegalArgumentException("terminals of the family " + family.name() + " have no master key");
            }
            return intake.take(body, KeyType.TMK, KeyOwner.family(family.name()))
                    .compose(key -> put(KeyOwner.terminal(id), key))
                    .onSuccess(done -> bus.publish(Addresses.TERMINAL_CHANGED, new TerminalChanged(id)));
        });
    }

    private Future<Applied> keyFamily(JsonObject json) {
        Body body = KeyIntake.body(json, "family");
        Family family = family(body.text("family"));
        KeyType type = switch (body.text("purpose")) {
            case "BDK" -> KeyType.BDK;
            case "ZMK" -> KeyType.ZMK;
            default -> throw new IllegalArgumentException("purpose is BDK or ZMK");
        };
        if (type == KeyType.BDK && family.keys() != Family.Keys.DUKPT) {
            throw new IllegalArgumentException("the family " + family.name() + " derives no keys");
        }
        KeyOwner owner = KeyOwner.family(family.name());
        return intake.take(body, type, owner).compose(key -> put(owner, key));
    }

    private Future<Applied> put(KeyOwner owner, WrappedKey key) {
        return stores.keys()
                .list(owner)
                .compose(before -> stores.keys().put(owner, key).map(stored -> {
                    JsonObject now = shown(stored);
                    return new Applied(
                            new JsonObject()
                                    .put(
                                            "keys",
                                            shown(before.stream()
                                                    .filter(each -> each.key().type() == key.type())
                                                    .toList())),
                            now,
                            now.copy().put("owner", owner.toString()));
                }));
    }

    private Future<Family> familyOf(String id) {
        return stores.terminals()
                .find(id)
                .map(found -> found.map(terminal -> family(terminal.family()))
                        .or(() -> families.matched(id).map(profile -> profile.family()))
                        .orElseThrow(() -> ChangeRefused.notFound("no terminal " + id)));
    }

    private Family family(String name) {
        return families.find(name).orElseThrow(() -> ChangeRefused.notFound("no family '" + name + "' on this node"));
    }

    /** What may be told of keys. */
    static JsonArray shown(List<StoredKey> keys) {
        return new JsonArray(keys.stream().map(KeyControl::shown).toList());
    }

    private static JsonObject shown(StoredKey key) {
        return new JsonObject()
                .put("purpose", key.key().type().name())
                .put("version", key.reference().version())
                .put("algorithm", key.key().algorithm().name())
                .put("kcv", key.key().kcv())
                .put("retired", key.retired())
                .put("createdAt", Instant.ofEpochMilli(key.createdAtMs()).toString());
    }

    /** In words for the person; no other detail is known, and none would be told. */
    static RuntimeException words(Throwable error) {
        return error instanceof SecurityModuleException refused
                ? new IllegalArgumentException("the security module refuses the key: " + refused.reason())
                : new IllegalStateException("the key could not be taken in", error);
    }
}
