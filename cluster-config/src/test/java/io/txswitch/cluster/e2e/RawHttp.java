package io.txswitch.cluster.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes on a socket, as no HTTP library would send them. */
final class RawHttp {
    /** Asked for by what hides in another request; a node that answers it has been fooled. */
    static final String HIDDEN = "/health/live";

    private static final int QUIET_MS = 700;

    private RawHttp() {}

    /** All that is answered until the line closes or falls silent. */
    static String exchange(int port, String sent) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(QUIET_MS);
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            byte[] some = new byte[8_192];
            try {
                for (int n = socket.getInputStream().read(some);
                        n > 0;
                        n = socket.getInputStream().read(some)) {
                    answer.write(some, 0, n);
                }
            } catch (SocketTimeoutException silent) {
                // What was to be answered has been.
            } catch (IOException reset) {
                answer.writeBytes("\nreset".getBytes(StandardCharsets.US_ASCII));
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String post(String headers, String body) {
        return "POST /v1/payments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + headers + "\r\n\r\n"
                + body;
    }

    private static String hidden() {
        return "GET " + HIDDEN + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    /** Requests in which two readers could see different ends: each has another request where one of them ends. */
    static List<String> smuggled() {
        String end = "0\r\n\r\n" + hidden();
        String length = "Content-Length: " + end.length();
        return List.of(
                post(length + "\r\nTransfer-Encoding: chunked", end),
                post("Transfer-Encoding: chunked\r\n" + length, end),
                post(length + "\r\nTransfer-Encoding:\tchunked", end),
                post(length + "\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity", end),
                post(length + "\r\nTransfer-Encoding: identity, chunked", end),
                post(length + "\r\nTransfer-Encoding: xchunked", end),
                post(length + "\r\nTransfer-Encoding : chunked", end),
                post(length + "\r\n Transfer-Encoding: chunked", end),
                post(length + "\r\nX: y\r\n\tz\r\nTransfer-Encoding: chunked", end),
                post(length + "\r\nTransfer_Encoding: chunked\r\nTransfer-Encoding: CHUNKED", end),
                post("Content-Length: 5\r\nContent-Length: 0", "{   }" + hidden()),
                post("Content-Length: 5, 0", "{   }" + hidden()),
                post("Content-Length: +5", "{   }" + hidden()),
                post("Content-Length: -5", "{   }" + hidden()),
                post("Content-Length: 0x5", "{   }" + hidden()),
                post("Content-Length: 5 5", "{   }" + hidden()),
                post("Content-Length: 5\u00005", "{   }" + hidden()),
                post("Content-Length : 5", "{   }" + hidden()),
                post("Transfer-Encoding: chunked", "2\n{}\r\n0\r\n\r\n" + hidden()),
                post("Transfer-Encoding: chunked", "2;\n{}\r\n0\r\n\r\n" + hidden()),
                post("Transfer-Encoding: chunked", "2;a=\"\nb\"\r\n{}\r\n0\r\n\r\n" + hidden()),
                post("Transfer-Encoding: chunked", "-2\r\n{}\r\n0\r\n\r\n" + hidden()),
                post("Transfer-Encoding: chunked", "0x2\r\n{}\r\n0\r\n\r\n" + hidden()),
                post("Transfer-Encoding: chunked", "fffffffffffffffff2\r\n{}\r\n0\r\n\r\n" + hidden()),
                post("Transfer-Encoding: chunked", "2\r\n{}0\r\n\r\n" + hidden()),
                post("Transfer-Encoding: chunked", "0\n\n" + hidden()));
    }

    /** A header that is nearly the one that says how long a body is: it says nothing, and what follows is no body. */
    static String nearlyALength() {
        return post("Content-Xength: 20\r\nConnection: close", "{\"amount\":1,\"a\":\"bc\"}");
    }

    static String longHeader(int bytes) {
        return "GET /v1/products HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(bytes) + "\r\n\r\n";
    }

    static String manyHeaders(int count) {
        StringBuilder head = new StringBuilder("GET /v1/products HTTP/1.1\r\nHost: x\r\n");
        for (int i = 0; i < count; i++) {
            head.append("X-").append(i).append(": 1\r\n");
        }
        return head.append("\r\n").toString();
    }

    static String manyParameters(int count) {
        StringBuilder line = new StringBuilder("GET /v1/payments?");
        for (int i = 0; i < count; i++) {
            line.append('p').append(i).append("=1&");
        }
        return line.append("z=1 HTTP/1.1\r\nHost: x\r\n\r\n").toString();
    }

    static int answers(String reply) {
        return reply.split("HTTP/1\\.1 ", -1).length - 1;
    }
}
