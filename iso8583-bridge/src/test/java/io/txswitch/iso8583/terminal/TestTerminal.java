package io.txswitch.iso8583.terminal;

import static io.txswitch.iso8583.TestWorld.await;

import io.txswitch.core.model.Pan;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Frame;
import io.txswitch.iso8583.codec.FrameReader;
import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.codec.Tpdu;
import io.txswitch.iso8583.crypto.MacAlgorithm;
import io.txswitch.iso8583.crypto.SecurityModule;
import io.txswitch.iso8583.crypto.WorkingKeyLayout;
import io.txswitch.iso8583.crypto.WorkingKeys;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A UnionPay terminal at the other end of a socket, with the keys it was given. */
final class TestTerminal {
    static final Pan PAN = new Pan("6212142000000000012");
    private static final Dialect DIALECT = Dialects.builtIn().find("unionpay-pos");
    private static final Framing FRAMING = Framings.builtIn().find("unionpay-pos");

    final String id;
    private final SecurityModule module;
    private final WrappedKey master;
    private final NetClient client;
    private final NetSocket socket;
    private final BlockingQueue<Frame> received = new LinkedBlockingQueue<>();
    WorkingKeys keys;
    String batch = "000001";
    private int trace;

    TestTerminal(Vertx vertx, int port, String id, SecurityModule module, WrappedKey master) {
        this.id = id;
        this.module = module;
        this.master = master;
        client = vertx.createNetClient();
        socket = await(client.connect(port, "127.0.0.1"));
        FrameReader reader = new FrameReader(FRAMING);
        socket.handler(bytes -> {
            reader.feed(bytes);
            for (Frame each = reader.next(); each != null; each = reader.next()) {
                received.add(each);
            }
        });
    }

    IsoMessage signIn() {
        IsoMessage answer = ask(network("0800", "003"));
        if ("00".equals(answer.text(De.RESPONSE_CODE))) {
            keys = await(module.acceptWorkingKeys(master, WorkingKeyLayout.DOUBLE, answer.bytes(De.PRIVATE_62)));
            batch = answer.text(De.PRIVATE_60).substring(2, 8);
        }
        return answer;
    }

    IsoMessage network(String mti, String code) {
        return IsoMessage.of(mti)
                .set(De.STAN, nextTrace())
                .set(De.TERMINAL, id)
                .set(De.MERCHANT, TestWorld.MERCHANT)
                .set(De.PRIVATE_60, "00" + batch + code)
                .build();
    }

    /** A swipe with a PIN, without its MAC. */
    IsoMessage.Builder pinSale(long amountMinor) {
        return transaction("0200", "000000", "00", "22", amountMinor)
                .set(De.ENTRY_MODE, "021")
                .set(De.TRACK_2, PAN.digits() + "=30121010000")
                .set(De.PIN_CAPTURE_CODE, "12")
                .set(De.PIN_BLOCK, HexFormat.of().parseHex("0123456789ABCDEF"))
                .set(De.SECURITY_CONTROL, "2600000000000000");
    }

    IsoMessage.Builder transaction(String mti, String processing, String condition, String type, long amountMinor) {
        return IsoMessage.of(mti)
                .set(De.PROCESSING_CODE, processing)
                .set(De.AMOUNT, String.format("%012d", amountMinor))
                .set(De.STAN, nextTrace())
                .set(De.ENTRY_MODE, "022")
                .set(De.CONDITION_CODE, condition)
                .set(De.TRACK_2, PAN.digits() + "=30121010000")
                .set(De.TERMINAL, id)
                .set(De.MERCHANT, TestWorld.MERCHANT)
                .set(De.CURRENCY, "156")
                .set(De.PRIVATE_60, type + batch + "000500");
    }

    String nextTrace() {
        return String.format("%06d", ++trace);
    }

    /** The bytes with the MAC of the keys it has. */
    byte[] sealed(IsoMessage.Builder message) {
        MessageMac mac = new MessageMac(DIALECT.codec());
        byte[] room = mac.withRoom(message.build());
        return mac.filled(room, await(module.mac(keys.mak(), MacAlgorithm.UNIONPAY_ECB, mac.covered(room))));
    }

    IsoMessage ask(IsoMessage message) {
        return ask(DIALECT.codec().encode(message));
    }

    IsoMessage ask(byte[] message) {
        send(message);
        return answer();
    }

    void send(byte[] message) {
        await(socket.write(frame(message)));
    }

    void send(Buffer bytes) {
        await(socket.write(bytes));
    }

    static Buffer frame(byte[] message) {
        return FRAMING.frame(Tpdu.parse("6005250000"), message).toBuffer();
    }

    Frame answerFrame() {
        try {
            Frame frame = received.poll(20, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no answer");
            }
            return frame;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    IsoMessage answer() {
        return (IsoMessage) DIALECT.codec().decode(answerFrame().message());
    }

    /** Whether the answer has the right MAC under the keys it has. */
    boolean isAuthentic(byte[] answer) {
        IsoMessage message = (IsoMessage) DIALECT.codec().decode(answer);
        byte[] mac = message.bytes(De.MAC_64);
        return mac != null
                && await(module.verifyMac(
                                keys.mak(),
                                MacAlgorithm.UNIONPAY_ECB,
                                new MessageMac(DIALECT.codec()).covered(answer),
                                mac)
                        .map(true)
                        .otherwise(false));
    }

    static String code(IsoMessage answer) {
        return answer.text(De.RESPONSE_CODE);
    }

    void close() {
        await(client.close());
    }
}
