package io.txswitch.cluster.cli.certify;

import io.txswitch.cluster.cli.certify.PosMessages.Done;
import io.txswitch.cluster.cli.certify.PosMessages.What;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.DecodeError;
import io.txswitch.iso8583.codec.Frame;
import io.txswitch.iso8583.codec.FrameReader;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.codec.Tpdu;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One terminal at its end of the line: numbers its messages, seals them, waits for the answer. */
final class Pos implements AutoCloseable {
    private static final Tpdu ADDRESS = Tpdu.parse("6000030000");
    private static final int TRACES = 999_999;
    private static final int MAX_READ_BYTES = 8_192;

    private final PosProfile profile;
    private final PosMessages messages;
    private Socket socket = new Socket();
    private FrameReader frames;
    private @Nullable Seal seal;
    private String batch;
    private int trace;

    Pos(PosProfile profile, InstantSource clock) {
        this.profile = profile;
        this.messages = new PosMessages(profile, clock);
        this.frames = new FrameReader(profile.framing());
        // Numbers of an earlier run may still be known to the switch: this one begins elsewhere.
        int seconds = (int) (clock.millis() / 1_000 % TRACES);
        this.trace = seconds;
        this.batch = String.format(Locale.ROOT, "%06d", seconds + 1);
    }

    PosProfile profile() {
        return profile;
    }

    PosMessages messages() {
        return messages;
    }

    String batch() {
        return batch;
    }

    void batch(String number) {
        batch = number;
    }

    void keys(@Nullable Seal received) {
        seal = received;
    }

    @Nullable
    Seal keys() {
        return seal;
    }

    String nextTrace() {
        trace = trace % TRACES + 1;
        return String.format(Locale.ROOT, "%06d", trace);
    }

    /** Begins a connection; one that was there is closed. */
    void connect() throws CheckFailed {
        close();
        frames = new FrameReader(profile.framing());
        socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(profile.timeoutMs());
            socket.connect(new InetSocketAddress(profile.host(), profile.port()), profile.timeoutMs());
        } catch (IOException e) {
            throw new CheckFailed("no switch answers at " + profile.host() + ":" + profile.port());
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Gone is what it should be.
            frames = new FrameReader(profile.framing());
        }
    }

    /** The bytes of a message, sealed where this terminal has keys. */
    byte[] bytes(IsoMessage.Builder message) throws CheckFailed {
        Seal keys = seal;
        return keys == null
                ? profile.dialect().codec().encode(message.build())
                : keys.sealed(profile.dialect().codec(), message);
    }

    /** Asks with a MAC where this terminal has keys; then the answer must have one too. */
    IsoMessage ask(IsoMessage.Builder message) throws CheckFailed {
        send(frame(bytes(message)));
        return answer(true);
    }

    /** Asks without a MAC: sign-in, settlement, and what must not be accepted. */
    IsoMessage askPlain(IsoMessage.Builder message) throws CheckFailed {
        send(frame(profile.dialect().codec().encode(message.build())));
        return answer(false);
    }

    /** A transaction that has to be approved. */
    Done approved(What what, IsoMessage.Builder message) throws CheckFailed {
        IsoMessage request = message.build();
        IsoMessage answer = ask(message);
        expect(answer, "00");
        if (answer.text(De.RRN) == null) {
            throw new CheckFailed("the answer to " + what.mti() + " has no reference number (DE37)");
        }
        String amount = request.text(De.AMOUNT);
        return new Done(request, answer, batch, amount == null ? 0 : Long.parseLong(amount));
    }

    /** A sale of the sandbox's card that has to be approved. */
    Done sale(long amountMinor) throws CheckFailed {
        return approved(What.SALE, messages.card(What.SALE, amountMinor, this));
    }

    static void expect(IsoMessage answer, String... codes) throws CheckFailed {
        String code = answer.text(De.RESPONSE_CODE);
        if (code == null || !Arrays.asList(codes).contains(code)) {
            throw new CheckFailed(
                    "answered " + answer.mti() + " " + code + " instead of " + String.join(" or ", codes));
        }
    }

    /** Anything but an approval. */
    static void expectRefusal(IsoMessage answer) throws CheckFailed {
        if ("00".equals(answer.text(De.RESPONSE_CODE))) {
            throw new CheckFailed("answered " + answer.mti() + " 00, which it must not");
        }
    }

    Buffer frame(byte[] message) {
        return profile.framing().frame(ADDRESS, message).toBuffer();
    }

    void send(Buffer bytes) throws CheckFailed {
        try {
            socket.getOutputStream().write(bytes.getBytes());
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new CheckFailed("the switch closed the connection");
        }
    }

    /** The next answer on the line. */
    IsoMessage answer(boolean sealed) throws CheckFailed {
        byte[] bytes = read().message();
        return switch (profile.dialect().codec().decode(bytes)) {
            case DecodeError error -> throw new CheckFailed("the answer cannot be read: " + error.path());
            case IsoMessage message -> {
                Seal keys = seal;
                if (sealed && keys != null && !"77".equals(message.text(De.RESPONSE_CODE))) {
                    keys.check(profile.dialect().codec(), message, bytes);
                }
                yield message;
            }
        };
    }

    private Frame read() throws CheckFailed {
        byte[] part = new byte[MAX_READ_BYTES];
        for (Frame frame = frames.next(); ; frame = frames.next()) {
            if (frame != null) {
                return frame;
            }
            if (frames.problem() != null) {
                throw new CheckFailed("the answer is no frame: " + frames.problem());
            }
            frames.feed(Buffer.buffer(Arrays.copyOf(part, readInto(part))));
        }
    }

    private int readInto(byte[] part) throws CheckFailed {
        try {
            int count = socket.getInputStream().read(part);
            if (count < 0) {
                throw new CheckFailed("the switch closed the connection");
            }
            return count;
        } catch (SocketTimeoutException e) {
            throw new CheckFailed("no answer within " + profile.timeoutMs() + " ms");
        } catch (IOException e) {
            throw new CheckFailed("the switch reset the connection");
        }
    }

    /** Succeeds when the switch closes the line without an answer. */
    void expectClosed() throws CheckFailed {
        try {
            if (socket.getInputStream().read() >= 0) {
                throw new CheckFailed("the switch answers what it must not take");
            }
        } catch (SocketTimeoutException e) {
            throw new CheckFailed("the switch keeps the connection open");
        } catch (IOException e) {
            // A reset closes it too.
            close();
        }
    }
}
