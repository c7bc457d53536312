package io.txswitch.channel.wallet;

import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.channel.message.ChannelMessages;
import io.txswitch.core.bus.Bus;
import java.time.InstantSource;

/**
 * Everything outside itself that a channel touches.
 *
 * @param node the name of this node, for {@code HostHealth}
 */
public record ChannelPorts(
        String node, Bus bus, ChannelMessages messages, MeterRegistry metrics, InstantSource clock) {}
