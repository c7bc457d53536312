package io.txswitch.iso8583.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jpos.iso.BaseChannel;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOPackager;
import org.jpos.iso.channel.ASCIIChannel;
import org.jpos.iso.channel.AmexChannel;
import org.jpos.iso.channel.BASE24TCPChannel;
import org.jpos.iso.channel.BCDChannel;
import org.jpos.iso.channel.HEXChannel;
import org.jpos.iso.channel.NACChannel;
import org.jpos.iso.channel.NCCChannel;
import org.jpos.iso.channel.PostChannel;
import org.jpos.iso.channel.RawChannel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** jPOS's channels at the other end of a socket, calling and being called. */
class JposChannelTest {
    private static final byte[] TPDU = HexFormat.of().parseHex("6000010002");
    private static final int TIMEOUT_MS = 10_000;

    /** What jPOS has, and what we call it. */
    record Line(String dialect, String framing, ChannelMaker maker) {
        @Override
        public String toString() {
            return framing + " with " + dialect;
        }
    }

    /** Makes a channel for a packager. */
    interface ChannelMaker {
        BaseChannel make(ISOPackager packager) throws IOException;
    }

    static List<Line> lines() {
        return Stream.of("iso87-ascii", "iso87-binary", "iso93-binary", "unionpay-pos", "cups")
                .flatMap(dialect -> Stream.of(
                        new Line(dialect, "nac", p -> new NACChannel(p, TPDU)),
                        new Line(dialect, "unionpay-pos", p -> new NACChannel(p, header("603100311001"))),
                        new Line(dialect, "bcd2-tpdu", p -> new NCCChannel(p, TPDU)),
                        new Line(dialect, "bcd2", p -> new BCDChannel(p, new byte[0])),
                        new Line(dialect, "binary2", JposChannelTest::post),
                        new Line(dialect, "binary2-inclusive", JposChannelTest::amex),
                        new Line(dialect, "binary2-trailer", JposChannelTest::base24),
                        new Line(dialect, "binary4", p -> new RawChannel(p, new byte[0])),
                        new Line(dialect, "ascii4", JposChannelTest::ascii),
                        new Line(dialect, "hex4", JposChannelTest::hex)))
                .toList();
    }

    private static byte[] header(String hex) {
        byte[] all = Arrays.copyOf(TPDU, TPDU.length + hex.length() / 2);
        System.arraycopy(HexFormat.of().parseHex(hex), 0, all, TPDU.length, hex.length() / 2);
        return all;
    }

    private static BaseChannel post(ISOPackager packager) throws IOException {
        PostChannel channel = new PostChannel();
        channel.setPackager(packager);
        return channel;
    }

    private static BaseChannel amex(ISOPackager packager) throws IOException {
        AmexChannel channel = new AmexChannel();
        channel.setPackager(packager);
        return channel;
    }

    private static BaseChannel base24(ISOPackager packager) throws IOException {
        BASE24TCPChannel channel = new BASE24TCPChannel();
        channel.setPackager(packager);
        return channel;
    }

    private static BaseChannel ascii(ISOPackager packager) throws IOException {
        ASCIIChannel channel = new ASCIIChannel();
        channel.setPackager(packager);
        return channel;
    }

    private static BaseChannel hex(ISOPackager packager) throws IOException {
        HEXChannel channel = new HEXChannel();
        channel.setPackager(packager);
        return channel;
    }

    private static IsoMessage request(Dialect dialect) {
        boolean iso93 = dialect.name().equals("iso93-binary");
        IsoMessage.Builder message = IsoMessage.of(iso93 ? "1200" : "0200")
                .set(2, "4111111111111111")
                .set(3, "000000")
                .set(4, "000000012345")
                .set(11, "000001")
                .set(35, "4111111111111111=301210100000")
                .set(37, "632516000001")
                .set(41, "T0000001")
                .set(49, "156")
                .set(52, Samples.bytes("0123456789ABCDEF"))
                .set(55, Samples.bytes(Samples.CHIP));
        return message.build();
    }

    private static IsoMessage answer(IsoMessage request, Dialect dialect) {
        String code = dialect.name().equals("iso93-binary") ? "000" : "00";
        return IsoMessage.of(request.answerMti())
                .copy(request, 3, 4, 11, 37, 41, 49)
                .set(39, code)
                .build();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void jposAsksAndWeAnswer(Line line) throws Exception {
        Dialect dialect = EveryDialectTest.dialect(line.dialect());
        JposOracle jpos = new JposOracle(dialect);
        IsoMessage request = request(dialect);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<IsoMessage> seen = CompletableFuture.supplyAsync(() -> serveOne(server, line, dialect));
            BaseChannel channel = line.maker().make(jpos.packager());
            channel.setHost("127.0.0.1", server.getLocalPort());
            channel.setTimeout(TIMEOUT_MS);
            channel.connect();
            ISOMsg theirs = jpos.message(request);
            channel.send(theirs);
            ISOMsg answer = channel.receive();
            channel.disconnect();

            assertThat(seen.get(TIMEOUT_MS, TimeUnit.MILLISECONDS)).isEqualTo(request);
            answer.setPackager(jpos.packager());
            assertThat(jpos.message(answer)).isEqualTo(answer(request, dialect));
        }
    }

    private static IsoMessage serveOne(ServerSocket server, Line line, Dialect dialect) {
        try (Socket socket = server.accept()) {
            Frame frame = read(socket, new FrameReader(framing(line)));
            IsoMessage request = (IsoMessage) dialect.codec().decode(frame.message());
            Frame answer = frame.reply(dialect.codec().encode(answer(request, dialect)));
            socket.getOutputStream().write(answer.toBuffer().getBytes());
            // Until the other side has read it and closes.
            socket.getInputStream().read();
            return request;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void weAskAndJposAnswers(Line line) throws Exception {
        Dialect dialect = EveryDialectTest.dialect(line.dialect());
        JposOracle jpos = new JposOracle(dialect);
        IsoMessage request = request(dialect);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<IsoMessage> seen = CompletableFuture.supplyAsync(() -> answerOne(server, line, jpos));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                Framing framing = framing(line);
                socket.getOutputStream()
                        .write(framing.frame(
                                        Tpdu.parse("6000010002"),
                                        dialect.codec().encode(request))
                                .toBuffer()
                                .getBytes());
                Frame answer = read(socket, new FrameReader(framing));

                assertThat(seen.get(TIMEOUT_MS, TimeUnit.MILLISECONDS)).isEqualTo(request);
                assertThat(dialect.codec().decode(answer.message())).isEqualTo(answer(request, dialect));
                // jPOS leaves a header alone that is longer than a TPDU.
                if (framing.tpdu() && framing.header().bytes() == 0) {
                    assertThat(answer.tpdu()).isEqualTo(Tpdu.parse("6000020001"));
                }
            }
        }
    }

    private static IsoMessage answerOne(ServerSocket server, Line line, JposOracle jpos) {
        try {
            BaseChannel channel = line.maker().make(jpos.packager());
            channel.setTimeout(TIMEOUT_MS);
            channel.accept(server);
            ISOMsg theirs = channel.receive();
            IsoMessage request = jpos.message(theirs);
            ISOMsg answer = jpos.message(answer(request, EveryDialectTest.dialect(line.dialect())));
            answer.setHeader(theirs.getHeader());
            channel.send(answer);
            channel.disconnect();
            return request;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Framing framing(Line line) {
        return Objects.requireNonNull(Framings.builtIn().find(line.framing()));
    }

    private static Frame read(Socket socket, FrameReader reader) throws IOException {
        socket.setSoTimeout(TIMEOUT_MS);
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[7];
        Frame frame = null;
        while (frame == null) {
            int count = in.read(bytes);
            if (count < 0) {
                throw new IOException("closed");
            }
            reader.feed(Buffer.buffer(Arrays.copyOf(bytes, count)));
            frame = reader.next();
            if (reader.problem() != null) {
                throw new IOException(reader.problem());
            }
        }
        return frame;
    }
}
