package io.txswitch.cluster.cli.iso;

import io.txswitch.iso8583.codec.DecodeError;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Frame;
import io.txswitch.iso8583.codec.FrameReader;
import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.codec.Tlv;
import io.txswitch.iso8583.codec.Tpdu;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * One decoder under fire: where good bytes come from, and what holds for any bytes.
 *
 * <p>Any bytes give a value or an error that says where, and nothing else; what was read can be written, and is read
 * again as the same.
 */
sealed interface FuzzTarget {
    /** As {@code --target} names it. */
    String name();

    /** Bytes this decoder accepts. */
    byte[] good(RandomGenerator random);

    /** Throws when something does not hold. */
    void check(byte[] bytes, RandomGenerator random);

    /** Every decoder there is. */
    static List<FuzzTarget> all() {
        List<FuzzTarget> all = new ArrayList<>();
        Dialects dialects = Dialects.builtIn();
        for (String name : dialects.names()) {
            all.add(new Message(Objects.requireNonNull(dialects.find(name))));
        }
        Framings framings = Framings.builtIn();
        for (String name : framings.names()) {
            Framing framing = Objects.requireNonNull(framings.find(name));
            if (framing.cutsStreams()) {
                all.add(new Stream(framing));
            }
        }
        all.add(new Chip());
        return all;
    }

    private static void holds(boolean expected, String what) {
        if (!expected) {
            throw new IllegalStateException(what);
        }
    }

    /** The messages of a dialect. */
    record Message(Dialect dialect) implements FuzzTarget {
        @Override
        public String name() {
            return dialect.name();
        }

        @Override
        public byte[] good(RandomGenerator random) {
            return dialect.codec().encode(dialect.sample(random));
        }

        @Override
        public void check(byte[] bytes, RandomGenerator random) {
            switch (dialect.codec().decode(bytes)) {
                case DecodeError error -> {
                    holds(error.offset() >= 0 && error.offset() <= bytes.length, "an offset outside the bytes");
                    holds(!error.field().isEmpty() && !error.problem().isEmpty(), "an error that does not say where");
                }
                case IsoMessage message -> {
                    byte[] again = dialect.codec().encode(message);
                    holds(message.equals(dialect.codec().decode(again)), "written and read, it is another message");
                    dialect.rules().check(message);
                }
            }
        }
    }

    /** A stream of frames: however it is cut, the same frames come out, and writing them gives them back. */
    record Stream(Framing framing) implements FuzzTarget {
        private static final int MAX_FRAMES = 6;

        @Override
        public String name() {
            return "framing-" + framing.name();
        }

        @Override
        public byte[] good(RandomGenerator random) {
            Buffer out = Buffer.buffer();
            for (int i = random.nextInt(MAX_FRAMES); i >= 0; i--) {
                byte[] message = new byte[2 + random.nextInt(300)];
                random.nextBytes(message);
                Tpdu tpdu = new Tpdu(random.nextInt(1 << 16), random.nextInt(1 << 16));
                out.appendBuffer(framing.frame(tpdu, message).toBuffer());
            }
            return out.getBytes();
        }

        @Override
        public void check(byte[] bytes, RandomGenerator random) {
            FrameReader whole = new FrameReader(framing);
            List<Frame> frames = new ArrayList<>();
            whole.feed(Buffer.buffer(bytes));
            drain(whole, frames);
            FrameReader cut = new FrameReader(framing);
            List<Frame> same = new ArrayList<>();
            int at = 0;
            while (at < bytes.length) {
                int end = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 4 : 400));
                cut.feed(Buffer.buffer(java.util.Arrays.copyOfRange(bytes, at, end)));
                drain(cut, same);
                at = end;
            }
            holds(frames.equals(same), "cut otherwise, other frames");
            holds(Objects.equals(whole.problem(), cut.problem()), "cut otherwise, another problem");
            for (Frame each : frames) {
                FrameReader again = new FrameReader(framing);
                again.feed(each.toBuffer());
                Frame read = again.next();
                boolean wasRead = read != null && !again.hasRest();
                holds(wasRead, "a frame that was written is not read");
                holds(
                        read != null && java.util.Arrays.equals(read.message(), each.message()),
                        "another message in the frame");
                each.reply(each.message()).toBuffer();
            }
        }

        private static void drain(FrameReader reader, List<Frame> into) {
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                into.add(frame);
            }
        }
    }

    /** Chip data. */
    record Chip() implements FuzzTarget {
        private static final int MAX_DEPTH = 3;

        @Override
        public String name() {
            return "tlv";
        }

        @Override
        public byte[] good(RandomGenerator random) {
            return list(random, 0).getBytes();
        }

        private static Buffer list(RandomGenerator random, int depth) {
            Buffer out = Buffer.buffer();
            for (int i = random.nextInt(5); i > 0; i--) {
                if (depth < MAX_DEPTH - 1 && random.nextInt(4) == 0) {
                    append(out.appendByte((byte) 0x70), list(random, depth + 1).getBytes());
                } else {
                    byte[] value = new byte[random.nextInt(20) == 0 ? 200 : random.nextInt(12)];
                    random.nextBytes(value);
                    append(out.appendByte((byte) 0x9f).appendByte((byte) random.nextInt(0x80)), value);
                }
            }
            return out;
        }

        private static void append(Buffer out, byte[] value) {
            if (value.length >= 0x80) {
                out.appendByte((byte) 0x82).appendUnsignedShort(value.length);
            } else {
                out.appendByte((byte) value.length);
            }
            out.appendBytes(value);
        }

        @Override
        public void check(byte[] bytes, RandomGenerator random) {
            DecodeError error = Tlv.check(bytes);
            if (error == null) {
                inside(Tlv.elements(bytes), 0, bytes.length);
            } else {
                holds(error.offset() >= 0 && error.offset() <= bytes.length, "an offset outside the bytes");
            }
        }

        private static void inside(List<Tlv.Element> elements, int from, int end) {
            int at = from;
            for (Tlv.Element each : elements) {
                holds(each.offset() > at && each.offset() + each.value().length <= end, "an object outside its list");
                inside(each.children(), each.offset() - 1, each.offset() + each.value().length);
                at = each.offset() + each.value().length - 1;
            }
        }
    }
}
