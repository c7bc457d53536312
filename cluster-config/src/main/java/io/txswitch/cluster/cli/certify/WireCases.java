package io.txswitch.cluster.cli.certify;

import io.txswitch.cluster.cli.certify.PosMessages.What;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.FrameLength;
import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;

/** What is wrong with a message, and how messages arrive. */
final class WireCases {
    private static final long SALE_MINOR = 1_000;
    private static final int JOINED = 3;
    /** More than any length of four digits or two bytes may say here: a frame has at most 4096. */
    private static final byte[] BINARY_TOO_LARGE = {(byte) 0xff, (byte) 0xff};

    private static final byte[] ASCII_TOO_LARGE = {'9', '9', '9', '9'};

    private WireCases() {}

    static List<Case> all() {
        return List.of(
                Case.keyed("wrong MAC", "one flipped bit is answered A0", WireCases::wrongMac),
                Case.keyed(
                        "missing MAC",
                        "a sale without its MAC is answered A0",
                        pos -> Pos.expect(pos.askPlain(pos.messages().card(What.SALE, SALE_MINOR, pos)), "A0")),
                Case.always(
                        "missing element",
                        "a sale without an amount is answered 30",
                        pos -> Pos.expect(pos.ask(pos.messages().card(What.SALE, 0, pos)), "30")),
                Case.always(
                        "unknown transaction",
                        "a processing code nobody knows is refused",
                        pos -> Pos.expect(
                                pos.ask(pos.messages().card(new What("0200", "990000", "00", "22"), SALE_MINOR, pos)),
                                "12",
                                "30",
                                "40")),
                Case.always("slow segments", "a message that comes byte by byte is answered", WireCases::slow),
                Case.always("joined segments", "messages that come in one piece are all answered", WireCases::joined),
                Case.always("too large a frame", "a length beyond 4096 closes the connection", WireCases::tooLarge));
    }

    private static void wrongMac(Pos pos) throws CheckFailed {
        byte[] sale = pos.bytes(pos.messages().card(What.SALE, SALE_MINOR, pos));
        sale[sale.length - 1] ^= 1;
        pos.send(pos.frame(sale));
        Pos.expect(pos.answer(true), "A0");
    }

    private static void slow(Pos pos) throws CheckFailed {
        byte[] frame = pos.frame(pos.bytes(pos.messages().card(What.SALE, SALE_MINOR, pos)))
                .getBytes();
        for (byte each : frame) {
            pos.send(Buffer.buffer(new byte[] {each}));
        }
        Pos.expect(pos.answer(true), "00");
    }

    private static void joined(Pos pos) throws CheckFailed {
        Buffer all = Buffer.buffer();
        String[] traces = new String[JOINED];
        for (int i = 0; i < JOINED; i++) {
            IsoMessage.Builder sale = pos.messages().card(What.SALE, SALE_MINOR + 100L * i, pos);
            traces[i] = String.valueOf(sale.build().text(De.STAN));
            all.appendBuffer(pos.frame(pos.bytes(sale)));
        }
        pos.send(all);
        String[] answered = new String[JOINED];
        for (int i = 0; i < JOINED; i++) {
            IsoMessage answer = pos.answer(true);
            Pos.expect(answer, "00");
            answered[i] = String.valueOf(answer.text(De.STAN));
        }
        Arrays.sort(answered);
        Arrays.sort(traces);
        if (!Arrays.equals(traces, answered)) {
            throw new CheckFailed("the answers are not those to what was asked");
        }
    }

    private static void tooLarge(Pos pos) throws CheckFailed {
        boolean digits = pos.profile().framing().length().coding() == FrameLength.Coding.ASCII;
        pos.send(Buffer.buffer(digits ? ASCII_TOO_LARGE : BINARY_TOO_LARGE));
        pos.expectClosed();
        pos.connect();
        Pos.expect(pos.askPlain(pos.messages().network("0800", "301", pos)), "00");
    }
}
