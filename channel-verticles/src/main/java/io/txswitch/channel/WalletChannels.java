package io.txswitch.channel;

import io.txswitch.channel.alipay.AlipayChannel;
import io.txswitch.channel.credentials.CredentialAccess;
import io.txswitch.channel.sample.SampleChannel;
import io.txswitch.channel.unionpay.UnionPayChannel;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.ChannelPorts;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.LiveCredentials;
import io.txswitch.channel.wechat.WeChatChannel;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All wallet channels of a node, made from its configuration: what {@code Node} deploys and mounts. */
public final class WalletChannels {
    private final Map<String, LiveChannel> byId;
    private final List<ChannelVerticle> verticles;
    private final ChannelPorts ports;

    private WalletChannels(Map<String, LiveChannel> byId, List<ChannelVerticle> verticles, ChannelPorts ports) {
        this.byId = byId;
        this.verticles = verticles;
        this.ports = ports;
    }

    /** Makes the channels with the credentials of their file alone; nothing is sent yet. */
    public static WalletChannels of(Collection<ChannelConfig> configs, ChannelPorts ports) {
        return made(configs, ports, null);
    }

    /** Makes the channels; their stored credentials are read when the verticles start. */
    public static WalletChannels of(Collection<ChannelConfig> configs, ChannelPorts ports, CredentialAccess access) {
        return made(configs, ports, access);
    }

    private static WalletChannels made(
            Collection<ChannelConfig> configs, ChannelPorts ports, @Nullable CredentialAccess access) {
        Map<String, LiveChannel> byId = new LinkedHashMap<>();
        List<ChannelVerticle> verticles = configs.stream()
                .map(config -> {
                    LiveChannel channel = new LiveChannel(config, ports.clock(), access);
                    byId.put(config.id(), channel);
                    return new ChannelVerticle(channel, config, ports);
                })
                .toList();
        return new WalletChannels(byId, verticles, ports);
    }

    /** The channel of a configuration, with the credentials of the file. */
    static Channel channel(ChannelConfig config, InstantSource clock) {
        return channel(config, LiveCredentials.one(Objects.requireNonNull(config.credentials())), clock);
    }

    /** The channel of a configuration. */
    static Channel channel(ChannelConfig config, LiveCredentials<Credentials> live, InstantSource clock) {
        return switch (config.kind()) {
            case ALIPAY -> new AlipayChannel(config, live.as(Credentials.Alipay.class), clock);
            case WECHAT -> new WeChatChannel(config, live.as(Credentials.WeChat.class), clock);
            case UNIONPAY -> new UnionPayChannel(config, live.as(Credentials.UnionPay.class), clock);
            case SAMPLE -> new SampleChannel(config, live.as(Credentials.Sample.class), clock, new SecureRandom());
        };
    }

    /** Throws unless a channel can be made with these credentials; nothing is sent. */
    public static void check(ChannelConfig config, Credentials credentials, InstantSource clock) {
        try (Channel made = channel(config, LiveCredentials.one(credentials), clock)) {
            Objects.requireNonNull(made.kind());
        }
    }

    /** One verticle per channel, in the configuration's order; deploy each once. */
    public List<ChannelVerticle> verticles() {
        return verticles;
    }

    /** What reads these channels' bills. */
    public ChannelBills bills() {
        return new ChannelBills(byId);
    }

    /**
     * {@code POST /notify/:channel} for all channels; mount it at the root, and not behind a body handler, because the
     * signatures cover the raw bytes.
     */
    public Router router(Vertx vertx) {
        return new NotificationRoutes(byId, ports).router(vertx);
    }
}
