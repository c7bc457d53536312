package io.txswitch.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class FaultProxyTest {
    private static final int PATIENCE_MS = 20_000;
    /** Long enough to see that nothing comes; the outcome is right however slow the machine is. */
    private static final int SILENCE_MS = 300;

    private final AtomicLong served = new AtomicLong();
    private FaultProxy proxy;

    @BeforeEach
    void startEchoBehindProxy(Vertx vertx) throws Exception {
        NetServer echo = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(piece -> {
                    served.addAndGet(piece.length());
                    socket.write(piece);
                }));
        int port = finished(echo.listen(0, "127.0.0.1")).actualPort();
        proxy = finished(FaultProxy.start(vertx, port));
    }

    @Test
    void withoutFaultsEverythingPassesUnchanged() throws Exception {
        byte[] large = new byte[1_000_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        try (Socket client = connect()) {
            Thread writer = Thread.ofVirtual().start(() -> send(client, large));
            assertThat(client.getInputStream().readNBytes(large.length)).isEqualTo(large);
            writer.join();
        }
        await().until(() -> proxy.openConnections() == 0);
    }

    @Test
    void theNextAnswerIsLostAfterTheRequestWasDelivered() throws Exception {
        try (Socket client = connect()) {
            assertThat(ask(client, "one")).isEqualTo("one");
            proxy.dropAnswersOnce();
            send(client, "two");
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(served).hasValue(6);
        assertThat(proxy.lostAnswers()).isEqualTo(1);
        try (Socket client = connect()) {
            assertThat(ask(client, "three")).isEqualTo("three");
        }
    }

    @Test
    void onlyTheAnswerToTheChosenRequestIsLost() throws Exception {
        proxy.dropAnswerTo(request -> request.toString().contains("COMMIT"));
        try (Socket bystander = connect();
                Socket client = connect()) {
            assertThat(ask(client, "INSERT")).isEqualTo("INSERT");
            send(client, "COMMIT");
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(ask(bystander, "COMMIT")).isEqualTo("COMMIT");
        }
        assertThat(served).hasValue(18);
    }

    @Test
    void aLineIsCutInTheMiddleOfAnAnswer() throws Exception {
        proxy.cutAfter(Direction.TO_CLIENT, 4);
        try (Socket client = connect()) {
            send(client, "answer");
            assertThat(client.getInputStream().readAllBytes()).isEqualTo("answ".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aLineIsCutInTheMiddleOfARequest() throws Exception {
        proxy.cutAfter(Direction.TO_SERVER, 2);
        try (Socket client = connect()) {
            send(client, "request");
            client.getInputStream().readAllBytes();
        }
        await().until(() -> served.get() == 2);
    }

    @Test
    void cuttingClosesBothSides() throws Exception {
        try (Socket client = connect()) {
            assertThat(ask(client, "one")).isEqualTo("one");
            finished(proxy.cutAll());
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        await().until(() -> proxy.openConnections() == 0);
    }

    @Test
    void refusedConnectionsAreRefusedByTheKernelUntilCalledOff() throws Exception {
        // Many times: the kernel stops listening a moment after the listener says that it is closed.
        for (int i = 0; i < 100; i++) {
            finished(proxy.refuse(true));
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            finished(proxy.refuse(false));
        }
        try (Socket client = connect()) {
            assertThat(ask(client, "back")).isEqualTo("back");
        }
    }

    @Test
    void silenceSwallowsBothOldAndNewConnections() throws Exception {
        try (Socket old = connect()) {
            assertThat(ask(old, "one")).isEqualTo("one");
            finished(proxy.silence(true));
            send(old, "lost");
            assertSilent(old);
            try (Socket fresh = connect()) {
                send(fresh, "lost");
                assertSilent(fresh);
                finished(proxy.silence(false));
                assertThat(fresh.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(old.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(served).hasValue(3);
        try (Socket client = connect()) {
            assertThat(ask(client, "back")).isEqualTo("back");
        }
    }

    @Test
    void whatIsHeldArrivesLate() throws Exception {
        try (Socket client = connect()) {
            assertThat(ask(client, "one")).isEqualTo("one");
            finished(proxy.hold(true));
            send(client, "late");
            assertSilent(client);
            finished(proxy.hold(false));
            assertThat(read(client, 4)).isEqualTo("late");
        }
    }

    @Test
    void aDelayHoldsBothWaysAndKeepsTheOrder() throws Exception {
        try (Socket client = connect()) {
            proxy.delay(50);
            long start = System.nanoTime();
            send(client, "a");
            send(client, "b");
            send(client, "c");
            assertThat(read(client, 3)).isEqualTo("abc");
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void aServerThatIsDownClosesTheClient(Vertx vertx) throws Exception {
        NetServer gone = vertx.createNetServer().connectHandler(socket -> {});
        int port = finished(gone.listen(0, "127.0.0.1")).actualPort();
        finished(gone.close());
        FaultProxy before = finished(FaultProxy.start(vertx, port));
        try (Socket client = connectTo(before.port())) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        finished(before.close());
        assertThatThrownBy(() -> connectTo(before.port())).isInstanceOf(ConnectException.class);
    }

    private static <T> T finished(io.vertx.core.Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }

    private Socket connect() throws IOException {
        return connectTo(proxy.port());
    }

    private static Socket connectTo(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    private static String ask(Socket client, String text) throws IOException {
        send(client, text);
        return read(client, text.length());
    }

    private static void send(Socket client, String text) {
        send(client, Buffer.buffer(text).getBytes());
    }

    private static void send(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Socket client, int length) throws IOException {
        InputStream input = client.getInputStream();
        return new String(input.readNBytes(length), StandardCharsets.US_ASCII);
    }

    private static void assertSilent(Socket client) throws IOException {
        client.setSoTimeout(SILENCE_MS);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout(PATIENCE_MS);
    }
}
