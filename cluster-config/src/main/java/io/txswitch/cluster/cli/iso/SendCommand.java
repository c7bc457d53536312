package io.txswitch.cluster.cli.iso;

import io.txswitch.iso8583.codec.Frame;
import io.txswitch.iso8583.codec.FrameReader;
import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.codec.Framings;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends one message and prints the answer. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Sends one message, given as hex from the MTI on or as JSON, and prints the answer.",
        footer = {"", "Exit codes: 0 answered, 1 no answer or one that cannot be read, 2 used wrongly."})
final class SendCommand implements Callable<Integer> {
    private static final int READ_BYTES = 4_096;

    @Mixin
    private WireOptions wire = new WireOptions();

    @Mixin
    private AddressOption address = new AddressOption();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "default: ${DEFAULT-VALUE}",
            defaultValue = "127.0.0.1")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", required = true, description = "where it listens")
    private int port;

    @Option(
            names = "--timeout-ms",
            paramLabel = "MS",
            description = "for the connection and the answer together; default: ${DEFAULT-VALUE}",
            defaultValue = "10000")
    private int timeoutMs = 10_000;

    @Option(names = "--unmask", description = "show card numbers and tracks as they are")
    private boolean unmask;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private DecodeCommand.Format format = DecodeCommand.Format.text;

    @Parameters(arity = "1", paramLabel = "MESSAGE", description = "hex, or JSON as iso decode prints it")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String message;

    @Override
    public Integer call() {
        Framing framing = wire.framing(Framings.DEFAULT);
        if (!framing.cutsStreams() || port < 1 || port > 65_535 || timeoutMs < 1) {
            throw wire.wrong("a framing with a length, a port of 1 to 65535, a positive timeout");
        }
        MessageText text = new MessageText(wire.dialect(), Framings.builtIn().none(), unmask, false);
        byte[] bytes = bytes();
        Frame answer;
        try {
            answer = exchange(framing, address.frame(framing, bytes));
        } catch (IOException e) {
            throw new IllegalStateException("no answer: " + e.getMessage());
        }
        if (answer == null) {
            throw new IllegalStateException("no answer: the other side closed the connection");
        }
        String hex = HexFormat.of().formatHex(answer.message());
        MessageText.Said said = format == DecodeCommand.Format.json ? text.json(hex) : text.text(hex);
        System.out.println(said.text());
        return said.good() ? 0 : 1;
    }

    private byte[] bytes() {
        try {
            return message.strip().startsWith("{")
                    ? new MessageParser(wire.dialect()).bytes(message)
                    : Hex.parse(message);
        } catch (MessageParser.Unwritable e) {
            throw wire.wrong("the message cannot be written: " + e.json());
        } catch (Hex.BadHex e) {
            throw wire.wrong("the message is no hex: " + e.getMessage());
        }
    }

    private @Nullable Frame exchange(Framing framing, Buffer request) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), timeoutMs);
            socket.getOutputStream().write(request.getBytes());
            FrameReader reader = new FrameReader(framing);
            byte[] read = new byte[READ_BYTES];
            Frame frame = null;
            while (frame == null) {
                long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (leftMs < 1) {
                    throw new IOException("nothing within " + timeoutMs + " ms");
                }
                socket.setSoTimeout((int) leftMs);
                int count = socket.getInputStream().read(read);
                if (count < 0) {
                    return null;
                }
                reader.feed(Buffer.buffer(Arrays.copyOf(read, count)));
                frame = reader.next();
                String problem = reader.problem();
                if (problem != null) {
                    throw new IOException("the answer is no frame of " + framing.name() + ": " + problem);
                }
            }
            return frame;
        }
    }
}
