package io.txswitch.cluster.node;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PfxOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.function.IntSupplier;

/**
 * Starts Vert.x, alone or as a member.
 *
 * <p>Hazelcast gives membership and the bus's subscriptions, and decides nothing. Its community edition knows neither
 * authentication nor TLS, so it binds one private address and joins an explicit list; the event bus itself runs mutual
 * TLS.
 */
final class Clusters {
    /** A member that says nothing for so long is gone. */
    private static final String MAX_SILENCE_SECONDS = "10";

    private Clusters() {}

    /**
     * A running Vert.x.
     *
     * @param members how many nodes are in the cluster now, this one included
     */
    record Member(Vertx vertx, IntSupplier members) {}

    static Future<Member> start(ClusterConfig config) {
        if (!config.enabled()) {
            return Future.succeededFuture(new Member(Vertx.vertx(), () -> 1));
        }
        VertxOptions options = new VertxOptions().setEventBusOptions(bus(config));
        HazelcastClusterManager manager = new HazelcastClusterManager(hazelcast(config));
        return Vertx.builder()
                .with(options)
                .withClusterManager(manager)
                .buildClustered()
                .map(vertx -> new Member(vertx, () -> manager.getNodes().size()));
    }

    private static EventBusOptions bus(ClusterConfig config) {
        EventBusOptions bus = new EventBusOptions()
                .setHost(config.host())
                .setPort(config.busPort())
                .setClusterPublicHost(config.host())
                .setClusterPublicPort(config.busPort())
                .setTcpNoDelay(true);
        ClusterConfig.BusTls tls = config.tls();
        if (tls != null) {
            String password = tls.password().reveal();
            bus.setSsl(true)
                    .setKeyCertOptions(new PfxOptions().setPath(tls.keyStore()).setPassword(password))
                    .setTrustOptions(new PfxOptions().setPath(tls.trustStore()).setPassword(password))
                    .setClientAuth(ClientAuth.REQUIRED);
        }
        return bus;
    }

    private static Config hazelcast(ClusterConfig config) {
        Config hazelcast = ConfigUtil.loadConfig();
        hazelcast.setClusterName(config.name());
        hazelcast
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.max.no.heartbeat.seconds", MAX_SILENCE_SECONDS)
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.socket.bind.any", "false");
        NetworkConfig network = hazelcast.getNetworkConfig();
        network.setPort(config.memberPort())
                .setPortAutoIncrement(false)
                .setPublicAddress(config.host() + ":" + config.memberPort());
        network.getInterfaces().setEnabled(true).clear().addInterface(config.host());
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setMembers(config.members());
        return hazelcast;
    }
}
