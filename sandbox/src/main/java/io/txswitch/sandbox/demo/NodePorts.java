package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.process.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The ports of one node; {@code terminal} and {@code unionPay} are for the two families of terminals. The first node's
 * have names people remember, unless somebody has them already.
 */
public record NodePorts(int http, int terminal, int unionPay, int control, int member, int bus) {
    private static final int HTTP = 8080;
    private static final int TERMINAL = 8583;
    private static final int UNIONPAY = 8584;
    private static final int CONTROL = 8090;

    static NodePorts wellKnown() {
        return new NodePorts(
                prefer(HTTP),
                prefer(TERMINAL),
                prefer(UNIONPAY),
                prefer(CONTROL),
                FreePorts.reserve(),
                FreePorts.reserve());
    }

    /** Nobody else's. */
    public static NodePorts free() {
        return new NodePorts(
                FreePorts.reserve(),
                FreePorts.reserve(),
                FreePorts.reserve(),
                FreePorts.reserve(),
                FreePorts.reserve(),
                FreePorts.reserve());
    }

    private static int prefer(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            return FreePorts.reserve();
        }
    }
}
