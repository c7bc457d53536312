package io.txswitch.cluster.node;

import io.txswitch.api.ApiRuntime;
import io.txswitch.api.ApiStores;
import io.txswitch.api.MerchantApi;
import io.txswitch.channel.ChannelBills;
import io.txswitch.channel.WalletChannels;
import io.txswitch.channel.credentials.CredentialAccess;
import io.txswitch.channel.credentials.CredentialVault;
import io.txswitch.channel.credentials.MySqlCredentialStore;
import io.txswitch.channel.message.MySqlChannelMessages;
import io.txswitch.channel.wallet.ChannelPorts;
import io.txswitch.cluster.control.ControlExtensions;
import io.txswitch.cluster.provisioning.BankControl;
import io.txswitch.cluster.provisioning.BillControl;
import io.txswitch.cluster.provisioning.CredentialControl;
import io.txswitch.cluster.provisioning.TestKeys;
import io.txswitch.iso8583.bank.BankConfig;
import io.txswitch.iso8583.bank.BankPorts;
import io.txswitch.iso8583.bank.BankRosterVerticle;
import io.txswitch.iso8583.bank.BankStores;
import io.txswitch.iso8583.bank.MySqlBankDirectory;
import io.txswitch.iso8583.bank.MySqlLineLeases;
import io.txswitch.iso8583.bank.MySqlTraceLog;
import io.txswitch.iso8583.terminal.TerminalServices;
import io.txswitch.iso8583.terminal.TerminalVerticle;
import io.txswitch.notifier.Notifier;
import io.txswitch.notifier.NotifierConfig;
import io.txswitch.notifier.NotifierContext;
import io.txswitch.notifier.loyalty.Loyalty;
import io.txswitch.risk.RedisVelocity;
import io.txswitch.risk.RiskVerticle;
import io.txswitch.router.RouterVerticle;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything around the core of one node: who asks, who answers, who is told. */
final class EdgeRoles {
    /** A bank that admits one connection is served again this long after its node died, at the latest. */
    private static final long LINE_LEASE_MS = 15_000;

    private final NodeParts parts;
    private final IntSupplier members;
    private final MySqlChannelMessages messages;
    private final BridgeStores bridge;
    private final CredentialAccess credentials;
    private final SecureRandom random = new SecureRandom();
    private final BankStores bankStores;
    private final List<String> intake = new ArrayList<>();
    private @Nullable ApiStores apiStores;
    private @Nullable ReadsRole reads;
    private @Nullable ChannelBills bills;

    /** @param members how many nodes the cluster has now: they share what a merchant may ask */
    EdgeRoles(NodeParts parts, IntSupplier members) {
        this.parts = parts;
        this.members = members;
        this.bankStores =
                new BankStores(new MySqlBankDirectory(parts.pool()), new MySqlLineLeases(parts.pool(), LINE_LEASE_MS));
        this.messages =
                MySqlChannelMessages.open(parts.vertx(), parts.config().stores().mysql(), parts.meters());
        this.bridge = BridgeStores.open(parts);
        this.credentials = new CredentialAccess(
                MySqlCredentialStore.create(
                        parts.vertx(), parts.config().stores().mysql()),
                new CredentialVault(parts.keys(), parts.config().sandbox()));
    }

    BankStores bankStores() {
        return bankStores;
    }

    MySqlChannelMessages messages() {
        return messages;
    }

    /** What the card side keeps; also on a node without that side, for its control port. */
    BridgeStores bridge() {
        return bridge;
    }

    /** What answers the core comes first, what brings it work last. */
    Future<Void> startInner(Router http) {
        List<Future<?>> all = new ArrayList<>();
        all.add(bridge.listen(parts.bus()));
        NodeConfig config = parts.config();
        if (config.has(Role.RISK)) {
            all.add(parts.vertx()
                    .deployVerticle(new RiskVerticle(
                            config.edges().risk(),
                            parts.bus(),
                            RedisVelocity.create(parts.vertx(), config.stores().redis(), parts.clock()),
                            parts.meters())));
        }
        if (config.has(Role.ROUTER)) {
            all.add(parts.vertx()
                    .deployVerticle(
                            new RouterVerticle(config.edges().router(), parts.bus(), parts.clock(), parts.meters())));
        }
        if (config.has(Role.BANK)) {
            all.add(parts.vertx().deployVerticle(banks()));
        }
        if (config.has(Role.NOTIFIER)) {
            notifiers().forEach(each -> all.add(parts.vertx().deployVerticle(each)));
        }
        if (config.has(Role.READS)) {
            ReadsRole starting = new ReadsRole(parts);
            reads = starting;
            all.add(starting.start());
        }
        if (config.has(Role.CHANNEL)) {
            WalletChannels channels =
                    WalletChannels.of(config.edges().channels().values(), channelPorts(), credentials);
            bills = channels.bills();
            channels.verticles().forEach(each -> all.add(parts.vertx().deployVerticle(each)));
            http.route().subRouter(channels.router(parts.vertx()));
        }
        return Future.all(all).mapEmpty();
    }

    Future<Void> startIntake(Router http) {
        NodeConfig config = parts.config();
        if (config.has(Role.API)) {
            http.route().subRouter(api(parts.vertx()));
        }
        if (!config.has(Role.TERMINAL)) {
            return Future.succeededFuture();
        }
        return parts.vertx()
                .deployVerticle(new TerminalVerticle(
                        config.edges().terminal(),
                        config.merchants(),
                        terminalServices(),
                        parts.keys(),
                        parts.meters()))
                .onSuccess(intake::add)
                .mapEmpty();
    }

    /** What people can ask and change of terminals, banks and keys, also on a node without those roles. */
    ControlExtensions control() {
        NodeConfig config = parts.config();
        BankControl.Known known = new BankControl.Known(
                config.edges().banks().stream().map(BankConfig::id).collect(Collectors.toSet()),
                config.edges().dialects(),
                config.edges().framings());
        TestKeys testKeys = new TestKeys(config.sandbox());
        return bridge.control(parts)
                .and(new BankControl(bankStores, bridge.stores(), testKeys, known, parts.bus()).extensions())
                .and(new CredentialControl(
                                config.edges().channels(), credentials, parts.vertx(), parts.bus(), parts.clock())
                        .extensions())
                .and(billControl().extensions());
    }

    private BillControl billControl() {
        return new BillControl(
                () -> bills == null ? Set.of() : bills.channels(),
                (channel, type, day, lines) ->
                        Objects.requireNonNull(bills).read(parts.vertx(), channel, type, day, lines));
    }

    private BankRosterVerticle banks() {
        NodeConfig.Edges edges = parts.config().edges();
        BankPorts ports = new BankPorts(
                parts.config().id(),
                parts.bus(),
                parts.keys(),
                parts.meters(),
                bridge.securityModule(),
                bridge.keys(),
                new MySqlTraceLog(parts.pool()));
        return new BankRosterVerticle(edges.banks(), ports, bankStores, edges.dialects(), edges.framings());
    }

    private TerminalServices terminalServices() {
        return new TerminalServices(
                parts.bus(), bridge.directory(), bridge.batches(), bridge.keys(), bridge.securityModule());
    }

    private List<VerticleBase> notifiers() {
        NodeConfig config = parts.config();
        NotifierConfig notifier = config.edges().notifier();
        NotifierContext node = new NotifierContext(parts.bus(), parts.keys(), parts.meters(), parts.clock(), random);
        List<VerticleBase> all = new ArrayList<>();
        all.add(Notifier.create(notifier, config.merchants(), config.stores(), node));
        all.add(Notifier.deadLetters(notifier, config.stores(), node));
        all.addAll(Loyalty.create(config.edges().loyalty(), config.stores(), node));
        return all;
    }

    private ChannelPorts channelPorts() {
        return new ChannelPorts(parts.config().id(), parts.bus(), messages, parts.meters(), parts.clock());
    }

    private Router api(Vertx vertx) {
        NodeConfig config = parts.config();
        ApiStores stores = ApiStores.redis(vertx, config.stores().redis(), parts.json(), parts.clock());
        apiStores = stores;
        return new MerchantApi(
                        config.edges().api(),
                        config.merchants(),
                        parts.bus(),
                        stores,
                        new ApiRuntime(parts.clock(), random, parts.meters(), parts.keys(), members))
                .router(vertx);
    }

    /** Whether the store of hints answers; true where nobody needs it. */
    boolean redisUp() {
        ApiStores stores = apiStores;
        return stores == null || stores.up().getAsBoolean();
    }

    /** No new work from terminals; each is answered what it has asked. */
    Future<Void> stopIntake() {
        return Future.join(intake.stream().map(parts.vertx()::undeploy).toList())
                .mapEmpty();
    }

    Future<Void> stop() {
        ApiStores stores = apiStores;
        ReadsRole served = reads;
        return messages.close()
                .eventually(() -> credentials.store().close())
                .eventually(() -> served == null ? Future.succeededFuture() : served.stop())
                .eventually(() -> stores == null ? Future.succeededFuture() : stores.close())
                .eventually(bridge::close);
    }
}
