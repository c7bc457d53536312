package io.txswitch.iso8583.bank;

import static io.txswitch.iso8583.TestWorld.await;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Frame;
import io.txswitch.iso8583.codec.FrameReader;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.codec.Tpdu;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A bank that does what a test tells it: what it hears, and what it answers, byte by byte if need be. */
final class FakeBank {
    static final String HOST = "127.0.0.1";

    final Queue<IsoMessage> heard = new ConcurrentLinkedQueue<>();
    final List<NetSocket> lines = new CopyOnWriteArrayList<>();
    /** What is answered to a message of money; null is silence. */
    volatile Function<IsoMessage, @Nullable IsoMessage> money = FakeBank::approve;
    /** The bytes of an answer, from the encoded one. */
    volatile Function<byte[], byte[]> twist = bytes -> bytes;
    /** DE48 of the answer to a key exchange. */
    volatile String keys = "";

    private final NetServer server;

    private FakeBank(NetServer server) {
        this.server = server;
    }

    static FakeBank start(Vertx vertx) {
        return start(vertx, new NetServerOptions().setHost(HOST));
    }

    static FakeBank start(Vertx vertx, NetServerOptions options) {
        NetServer server = vertx.createNetServer(options);
        FakeBank bank = new FakeBank(server);
        server.connectHandler(bank::serve);
        server.exceptionHandler(e -> {});
        await(server.listen());
        return bank;
    }

    int port() {
        return server.actualPort();
    }

    void stop() {
        await(server.close());
    }

    long heard(String mti) {
        return heard.stream().filter(each -> each.mti().equals(mti)).count();
    }

    IsoMessage last(String mti) {
        return heard.stream()
                .filter(each -> each.mti().equals(mti))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    /** 00 and an approval code, everything else as it was asked. */
    static IsoMessage approve(IsoMessage request) {
        return answer(request, "00").set(De.AUTH_CODE, "123456").build();
    }

    static IsoMessage.Builder answer(IsoMessage request, String code) {
        return IsoMessage.of(request.answerMti())
                .copy(request, 3, 4, 7, 11, 12, 13, 37, 41, 42, 49, 70)
                .set(De.RESPONSE_CODE, code);
    }

    /** Says something that nobody asked. */
    void say(IsoMessage message) {
        lines.getLast().write(frame(encode(message)));
    }

    void serve(NetSocket socket) {
        lines.add(socket);
        socket.closeHandler(closed -> lines.remove(socket));
        socket.exceptionHandler(e -> {});
        FrameReader reader = new FrameReader(Framings.nac());
        socket.handler(bytes -> {
            reader.feed(bytes);
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                hear(socket, (IsoMessage) Dialects.iso87Binary().codec().decode(frame.message()));
            }
            if (reader.problem() != null) {
                socket.close();
            }
        });
    }

    private void hear(NetSocket socket, IsoMessage message) {
        heard.add(message);
        if (!message.isRequest()) {
            return;
        }
        IsoMessage answer = message.mti().startsWith("08") ? network(message) : money.apply(message);
        if (answer != null) {
            byte[] bytes = encode(answer);
            socket.write(frame(message.mti().startsWith("08") ? bytes : twist.apply(bytes)));
        }
    }

    private IsoMessage network(IsoMessage request) {
        boolean exchange = "101".equals(request.text(De.NETWORK_CODE));
        return answer(request, "00").set(48, exchange ? keys : null).build();
    }

    static byte[] encode(IsoMessage message) {
        return Dialects.iso87Binary().codec().encode(message);
    }

    static Buffer frame(byte[] message) {
        return Framings.nac().frame(Tpdu.parse("6000000003"), message).toBuffer();
    }
}
