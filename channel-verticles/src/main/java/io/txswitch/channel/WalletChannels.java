package io.txswitch.channel;

import io.txswitch.channel.alipay.AlipayChannel;
import io.txswitch.channel.sample.SampleChannel;
import io.txswitch.channel.unionpay.UnionPayChannel;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.ChannelPorts;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wechat.WeChatChannel;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All wallet channels of a node, made from its configuration: what {@code Node} deploys and mounts. */
public final class WalletChannels {
    private final Map<String, Channel> byId;
    private final List<ChannelVerticle> verticles;
    private final ChannelPorts ports;

    private WalletChannels(Map<String, Channel> byId, List<ChannelVerticle> verticles, ChannelPorts ports) {
        this.byId = byId;
        this.verticles = verticles;
        this.ports = ports;
    }

    /** Makes the channels; nothing is sent yet. */
    public static WalletChannels of(Collection<ChannelConfig> configs, ChannelPorts ports) {
        Map<String, Channel> byId = new LinkedHashMap<>();
        List<ChannelVerticle> verticles = configs.stream()
                .map(config -> {
                    Channel channel = channel(config, ports.clock());
                    byId.put(config.id(), channel);
                    return new ChannelVerticle(channel, config, ports);
                })
                .toList();
        return new WalletChannels(byId, verticles, ports);
    }

    /** The channel of a configuration. */
    static Channel channel(ChannelConfig config, InstantSource clock) {
        return switch (config.credentials()) {
            case Credentials.Alipay keys -> new AlipayChannel(config, keys, clock);
            case Credentials.WeChat keys -> new WeChatChannel(config, keys, clock);
            case Credentials.UnionPay keys -> new UnionPayChannel(config, keys, clock);
            case Credentials.Sample keys -> new SampleChannel(config, keys, clock, new SecureRandom());
        };
    }

    /** One verticle per channel, in the configuration's order; deploy each once. */
    public List<ChannelVerticle> verticles() {
        return verticles;
    }

    /**
     * {@code POST /notify/:channel} for all channels; mount it at the root, and not behind a body handler, because the
     * signatures cover the raw bytes.
     */
    public Router router(Vertx vertx) {
        return new NotificationRoutes(byId, ports).router(vertx);
    }
}
