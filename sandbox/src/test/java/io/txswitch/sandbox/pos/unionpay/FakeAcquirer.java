package io.txswitch.sandbox.pos.unionpay;

import static io.txswitch.sandbox.Eventually.get;

import io.txswitch.sandbox.crypto.ChipKeys;
import io.txswitch.sandbox.crypto.SandboxKeys;
import io.txswitch.sandbox.crypto.SignInKeys;
import io.txswitch.sandbox.iso.DecodeException;
import io.txswitch.sandbox.iso.FieldTable;
import io.txswitch.sandbox.iso.Frame;
import io.txswitch.sandbox.iso.FrameReader;
import io.txswitch.sandbox.iso.Framing;
import io.txswitch.sandbox.iso.IsoCodec;
import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.iso.Tlv;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** A host that hands out keys and approves everything; a test may twist the next answers. */
public final class FakeAcquirer {
    private static final IsoMessage NOTHING =
            IsoMessage.builder(FieldTable.UNIONPAY_POS, "0000").build();

    final List<IsoMessage> seen = Collections.synchronizedList(new ArrayList<>());

    /** Each twists one answer before its MAC is put on; null is no twist, {@link #silence()} no answer at all. */
    public final Queue<UnaryOperator<IsoMessage>> twists = new ConcurrentLinkedQueue<>();

    volatile boolean wrongMac;
    volatile char result = '1';
    private final UnionPayOptions.Mac mac;
    private final SplittableRandom random = new SplittableRandom(11);
    private final NetServer server;
    private SignInKeys keys = new SignInKeys(new byte[16], new byte[16], new byte[0]);
    private int rrn;

    public FakeAcquirer(Vertx vertx, UnionPayOptions.Mac mac) throws Exception {
        this.mac = mac;
        server = get(vertx.createNetServer().connectHandler(this::accept).listen(0, "127.0.0.1"));
    }

    public int port() {
        return server.actualPort();
    }

    public static UnaryOperator<IsoMessage> silence() {
        return answer -> NOTHING;
    }

    private void accept(NetSocket socket) {
        socket.handler(
                new FrameReader(Framing.UNIONPAY_POS, frame -> receive(socket, frame), reason -> socket.close()));
    }

    private void receive(NetSocket socket, Frame frame) {
        try {
            IsoMessage message = IsoCodec.decode(FieldTable.UNIONPAY_POS, frame.message());
            seen.add(message);
            UnaryOperator<IsoMessage> twist = message.mti().startsWith("08") ? null : twists.poll();
            IsoMessage answer = answer(message);
            IsoMessage twisted = twist == null ? answer : twist.apply(answer);
            if (!twisted.equals(NOTHING)) {
                socket.write(frame.answer(sealed(message, twisted)).toBuffer());
            }
        } catch (DecodeException e) {
            throw new IllegalStateException(e);
        }
    }

    private IsoMessage sealed(IsoMessage message, IsoMessage answer) {
        if (!message.has(64)) {
            return answer;
        }
        IsoMessage sealed = new MacSeal(mac, keys.mak()).sealed(answer);
        return wrongMac ? sealed.toBuilder().set(64, "0000000000000000").build() : sealed;
    }

    private IsoMessage answer(IsoMessage message) throws DecodeException {
        IsoMessage.Builder answer = IsoMessage.builder(FieldTable.UNIONPAY_POS, message.answerMti())
                .copy(message, 3, 4, 11, 41, 42, 49, 60)
                .set(37, "R" + TerminalBatch.digits(++rrn, 11))
                .set(39, "00");
        return switch (message.mti()) {
            case "0800" -> signedIn(message, answer);
            case "0500" ->
                answer.set(
                                48,
                                message.text(48).substring(0, 30)
                                        + result
                                        + message.text(48).substring(31))
                        .build();
            case "0820", "0320" -> answer.build();
            default -> money(message, answer);
        };
    }

    private IsoMessage signedIn(IsoMessage message, IsoMessage.Builder answer) {
        boolean single = message.text(60).endsWith("001");
        int mak = mac == UnionPayOptions.Mac.X9_19 || mac == UnionPayOptions.Mac.AES_CMAC ? 16 : 8;
        keys = new SignInKeys(
                some(single ? 8 : 16), some(mak), some(message.text(60).endsWith("004") ? 16 : 0));
        return answer.set(60, "00" + "000017" + message.text(60).substring(8))
                .set(62, keys.wrap(SandboxKeys.bytes(SandboxKeys.TMK)))
                .build();
    }

    private byte[] some(int bytes) {
        byte[] key = new byte[bytes];
        random.nextBytes(key);
        return key;
    }

    private IsoMessage money(IsoMessage message, IsoMessage.Builder answer) throws DecodeException {
        if (!new MacSeal(mac, keys.mak()).fits(message)) {
            return answer.set(39, "A0").build();
        }
        if (message.text(3).startsWith("31")) {
            answer.set(54, "0002156C000000012345");
        }
        if (message.has(55) && message.mti().startsWith("0200")) {
            answer.set(55, issuerData(message));
        }
        return answer.set(38, "123456").build();
    }

    private static byte[] issuerData(IsoMessage message) throws DecodeException {
        Map<String, String> tags = Tlv.decode(message.bytes(55));
        byte[] card = ChipKeys.cardKey(
                SandboxKeys.bytes(SandboxKeys.IMK_AC),
                message.text(2),
                message.text(23).substring(1));
        byte[] session = ChipKeys.sessionKey(card, HexFormat.of().parseHex(tags.get("9F36")));
        byte[] arqc = ChipKeys.cryptogram(session, ChipKeys.signed(tags).orElseThrow());
        if (!HexFormat.of().withUpperCase().formatHex(arqc).equals(tags.get("9F26"))) {
            throw new IllegalStateException("the cryptogram is wrong");
        }
        byte[] code = "00".getBytes(StandardCharsets.US_ASCII);
        String proof = HexFormat.of().withUpperCase().formatHex(ChipKeys.response1(session, arqc, code));
        return Tlv.encode(Map.of("91", proof + "3030"));
    }

    SignInKeys keys() {
        return keys;
    }

    public IsoMessage last(String mti) {
        return seen.stream()
                .filter(message -> message.mti().equals(mti))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    long count(String mti) {
        return seen.stream().filter(message -> message.mti().equals(mti)).count();
    }
}
