package io.txswitch.cluster.node;

import io.txswitch.api.ApiRuntime;
import io.txswitch.api.ApiStores;
import io.txswitch.api.MerchantApi;
import io.txswitch.channel.WalletChannels;
import io.txswitch.channel.message.MySqlChannelMessages;
import io.txswitch.channel.wallet.ChannelPorts;
import io.txswitch.iso8583.bank.BankConfig;
import io.txswitch.iso8583.bank.BankLineVerticle;
import io.txswitch.iso8583.terminal.TerminalVerticle;
import io.txswitch.notifier.Notifier;
import io.txswitch.notifier.NotifierContext;
import io.txswitch.risk.RedisVelocity;
import io.txswitch.risk.RiskVerticle;
import io.txswitch.router.RouterVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything around the core of one node: who asks, who answers, who is told. */
final class EdgeRoles {
    private final NodeParts parts;
    private final MySqlChannelMessages messages;
    private final SecureRandom random = new SecureRandom();
    private final List<String> intake = new ArrayList<>();
    private @Nullable ApiStores apiStores;

    EdgeRoles(NodeParts parts) {
        this.parts = parts;
        this.messages =
                MySqlChannelMessages.open(parts.vertx(), parts.config().stores().mysql(), parts.meters());
    }

    MySqlChannelMessages messages() {
        return messages;
    }

    /** What answers the core comes first, what brings it work last. */
    Future<Void> startInner(Router http) {
        List<Future<?>> all = new ArrayList<>();
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
            for (BankConfig bank : config.edges().banks()) {
                all.add(parts.vertx()
                        .deployVerticle(
                                new BankLineVerticle(bank, config.id(), parts.bus(), parts.keys(), parts.meters())));
            }
        }
        if (config.has(Role.NOTIFIER)) {
            all.add(parts.vertx().deployVerticle(notifier()));
        }
        if (config.has(Role.CHANNEL)) {
            WalletChannels channels =
                    WalletChannels.of(config.edges().channels().values(), channelPorts());
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
                        config.edges().terminal(), config.merchants(), parts.bus(), parts.keys(), parts.meters()))
                .onSuccess(intake::add)
                .mapEmpty();
    }

    private io.vertx.core.VerticleBase notifier() {
        NodeConfig config = parts.config();
        return Notifier.create(
                config.edges().notifier(),
                config.merchants(),
                config.stores(),
                new NotifierContext(parts.bus(), parts.keys(), parts.meters(), parts.clock(), random));
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
                        new ApiRuntime(parts.clock(), random, parts.meters(), parts.keys(), () -> 1))
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
        return messages.close().eventually(() -> stores == null ? Future.succeededFuture() : stores.close());
    }
}
