package io.txswitch.sandbox.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The condition under which a started process counts as ready; asked again and again until it holds. */
@FunctionalInterface
public interface Ready {
    /** One attempt must not hang: a process that accepts but is silent is simply not ready yet. */
    int ATTEMPT_MS = 1_000;

    /**
     * Whether the process is ready now.
     *
     * @throws IOException means no
     */
    boolean now() throws IOException;

    /** No condition: started is ready. */
    static Ready atOnce() {
        return () -> true;
    }

    /** Something accepts connections on a loopback port. */
    static Ready accepts(int port) {
        return () -> {
            try (Socket socket = connect(port)) {
                return socket.isConnected();
            }
        };
    }

    /** Something on a loopback port speaks first, as MySQL and MariaDB do. */
    static Ready greets(int port) {
        return () -> {
            try (Socket socket = connect(port)) {
                return socket.getInputStream().read() >= 0;
            }
        };
    }

    /** Something on a loopback port answers a line with anything at all, as Redis does. */
    static Ready answers(int port, String line) {
        return () -> {
            try (Socket socket = connect(port)) {
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                InputStream answer = socket.getInputStream();
                return answer.read() >= 0;
            }
        };
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ATTEMPT_MS);
            socket.setSoTimeout(ATTEMPT_MS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
