package io.txswitch.cluster.provisioning;

import io.txswitch.channel.WalletChannels;
import io.txswitch.channel.credentials.ChannelCredentials;
import io.txswitch.channel.credentials.CredentialAccess;
import io.txswitch.channel.credentials.CredentialStore;
import io.txswitch.channel.credentials.CredentialVault;
import io.txswitch.channel.credentials.SealedCredential;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.cluster.control.ChangeRefused;
import io.txswitch.cluster.control.ControlChange;
import io.txswitch.cluster.control.ControlChange.Applied;
import io.txswitch.cluster.control.ControlExtensions;
import io.txswitch.cluster.control.ControlQuery;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.config.ConfigException;
import io.txswitch.core.contract.CredentialsChanged;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The wallet channels' credentials on the control port: added sealed, shown by their fingerprints, retired for good.
 *
 * <p>What a person sends is checked as a configuration file is, and by making the channel with it, before it is kept;
 * nothing of a secret is in an answer, in the audit or in a refusal.
 */
public final class CredentialControl {
    private static final String ALL = "/control/channels/:id/credentials";
    /** No wallet has more settings. */
    private static final int MAX_SETTINGS = 16;

    private final Map<String, ChannelConfig> channels;
    private final CredentialStore store;
    private final CredentialVault vault;
    private final Vertx vertx;
    private final Bus bus;
    private final InstantSource clock;

    /** @param vertx on whose workers a channel is made for a try: the wallets' libraries take their time to load */
    public CredentialControl(
            Map<String, ChannelConfig> channels, CredentialAccess access, Vertx vertx, Bus bus, InstantSource clock) {
        this.channels = Map.copyOf(channels);
        this.store = access.store();
        this.vault = access.vault();
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
    }

    public ControlExtensions extensions() {
        return ControlExtensions.of(
                List.of(new ControlQuery("credential.list", ALL, this::list)),
                List.of(
                        new ControlChange("credential.add", ALL, true, this::add),
                        new ControlChange("credential.retire", ALL + "/retire", true, this::retire),
                        new ControlChange("credential.refresh", ALL + "/refresh", false, this::refresh)));
    }

    private ChannelConfig channel(Body body) {
        String id = body.text("id");
        ChannelConfig found = channels.get(id);
        if (found == null) {
            throw ChangeRefused.notFound("no channel '" + id + "' on this node");
        }
        return found;
    }

    private Future<JsonObject> list(JsonObject parameters) {
        ChannelConfig channel = channel(Body.of(parameters, "id", "reason"));
        return store.of(channel.id()).map(rows -> new CredentialView(vault, clock.millis()).all(channel, rows));
    }

    private Future<Applied> add(JsonObject json) {
        Body body = Body.of(json, "id", "credential", "settings", "like", "signsFrom", "reason");
        ChannelConfig channel = channel(body);
        String id = body.text("credential");
        Map<String, String> given = settings(json.getValue("settings"));
        String from = body.optional("signsFrom");
        long nowMs = clock.millis();
        long signsFromMs = from == null ? nowMs : Instant.parse(from).toEpochMilli();
        return store.of(channel.id()).compose(rows -> {
            Map<String, String> settings = merged(body.optional("like"), rows, given);
            if (rows.stream().filter(SealedCredential::live).count() >= ChannelCredentials.MAX_LIVE) {
                throw ChangeRefused.conflict("it has " + ChannelCredentials.MAX_LIVE + " live ones: retire one first");
            }
            SealedCredential sealed = vault.seal(channel.id(), id, settings, signsFromMs, nowMs);
            return vertx.executeBlocking(() -> checked(channel, settings)).compose(read -> keep(channel, sealed));
        });
    }

    private static Map<String, String> settings(@Nullable Object value) {
        if (!(value instanceof JsonObject object) || object.size() > MAX_SETTINGS) {
            throw new IllegalArgumentException("settings are at most " + MAX_SETTINGS + " texts by name");
        }
        Map<String, String> settings = new TreeMap<>();
        object.forEach(each -> {
            if (!(each.getValue() instanceof String text)) {
                throw new IllegalArgumentException("settings are texts by name");
            }
            settings.put(each.getKey(), text);
        });
        return settings;
    }

    /** What is not given is taken from another live one, so that a change of one key needs that key alone. */
    private Map<String, String> merged(@Nullable String like, List<SealedCredential> rows, Map<String, String> given) {
        if (like == null) {
            return given;
        }
        SealedCredential other = live(rows, like)
                .orElseThrow(() -> ChangeRefused.notFound("no live stored credential '" + like + "' to be like"));
        Map<String, String> all = new TreeMap<>(vault.settings(other));
        all.putAll(given);
        return all;
    }

    private static Optional<SealedCredential> live(List<SealedCredential> rows, String id) {
        return rows.stream().filter(each -> each.live() && each.id().equals(id)).findFirst();
    }

    private Credentials checked(ChannelConfig channel, Map<String, String> settings) {
        try {
            Credentials read = vault.read(channel.kind(), settings);
            WalletChannels.check(channel, read, clock);
            return read;
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.problems().stream()
                    .map(problem -> problem.startsWith(".") ? problem.substring(1) : problem)
                    .collect(Collectors.joining("; ")));
        } catch (IllegalArgumentException e) {
            // Not the library's words: they may quote what was given.
            throw new IllegalArgumentException("the wallet's library does not take these credentials");
        }
    }

    private Future<Applied> keep(ChannelConfig channel, SealedCredential credential) {
        return store.add(credential).map(added -> {
            if (!added) {
                throw ChangeRefused.conflict("there is or was a credential '" + credential.id() + "' already");
            }
            changed(channel);
            JsonObject now = new CredentialView(vault, clock.millis()).one(channel, credential);
            return new Applied(new JsonObject(), now, now.copy().put("channel", channel.id()));
        });
    }

    private void changed(ChannelConfig channel) {
        bus.publish(Addresses.CREDENTIALS_CHANGED, new CredentialsChanged(channel.id()));
    }

    private Future<Applied> retire(JsonObject json) {
        Body body = Body.of(json, "id", "credential", "last", "reason");
        ChannelConfig channel = channel(body);
        String id = body.text("credential");
        if (id.equals(SealedCredential.OF_FILE)) {
            throw ChangeRefused.conflict(
                    "it stands in the configuration file: take it out there, with credentials: stored");
        }
        boolean lastToo = Boolean.parseBoolean(body.text("last", "false"));
        return store.of(channel.id()).compose(rows -> {
            SealedCredential old =
                    live(rows, id).orElseThrow(() -> ChangeRefused.notFound("no live stored credential '" + id + "'"));
            long others = rows.stream().filter(SealedCredential::live).count() - 1;
            if (others == 0 && channel.credentials() == null && !lastToo) {
                throw ChangeRefused.conflict("it is the last: add another first, or stop the channel with --last");
            }
            JsonObject before = new CredentialView(vault, clock.millis()).one(channel, old);
            long atMs = clock.millis();
            return store.retire(channel.id(), id, atMs).map(done -> {
                changed(channel);
                JsonObject now = before.copy()
                        .put("state", "retired")
                        .put("retiredAt", Instant.ofEpochMilli(atMs).toString());
                return new Applied(before, now, now.copy().put("channel", channel.id()));
            });
        });
    }

    private Future<Applied> refresh(JsonObject json) {
        ChannelConfig channel = channel(Body.of(json, "id", "reason"));
        changed(channel);
        JsonObject told = new JsonObject().put("channel", channel.id()).put("told", "every node");
        return Future.succeededFuture(new Applied(new JsonObject(), told, told));
    }
}
