package io.txswitch.sandbox.pos;

import io.txswitch.sandbox.iso.Frame;
import io.txswitch.sandbox.iso.IsoMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Writes a terminal's requests; each takes the next trace number. Needs no connection.
 *
 * <p>DE37 is left to the switch. Source: ISO 8583:1987; DE22 entry modes 02 (magstripe) and 05 (chip), PIN pad 1.
 */
public final class PosMessages {
    private static final ZoneOffset SHOP_TIME = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter SENT_AT =
            DateTimeFormatter.ofPattern("MMddHHmmss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LOCAL_TIME =
            DateTimeFormatter.ofPattern("HHmmss").withZone(SHOP_TIME);
    private static final DateTimeFormatter LOCAL_DATE =
            DateTimeFormatter.ofPattern("MMdd").withZone(SHOP_TIME);

    private static final String PURCHASE = "000000";
    private static final String MAGSTRIPE = "021";
    private static final String CHIP = "051";
    private static final String YUAN = "156";
    private static final String ECHO = "301";
    private static final int PIN_BLOCK_BYTES = 8;
    private static final String NO_INSTITUTIONS = "0".repeat(22);

    private final PosOptions options;
    private final VirtualChip chip;
    private final AtomicInteger nextTrace;

    /** The requests of one terminal, from its first trace number on. */
    public PosMessages(PosOptions options) {
        this.options = options;
        this.chip = new VirtualChip(options.random());
        this.nextTrace = new AtomicInteger(options.firstTrace());
    }

    /** 0800 with DE70 301: is anybody there? */
    public PosRequest echo() {
        return request(begin("0800")
                .set(41, options.terminalId())
                .set(42, options.merchantId())
                .set(70, ECHO));
    }

    /** A sale by track 2, with a PIN block. */
    public PosRequest magstripeSale(SandboxCard card, long amountMinor) {
        return request(sale(card, amountMinor, MAGSTRIPE));
    }

    /** A sale by chip: track 2 equivalent, card sequence number, and DE55 with the card's cryptogram. */
    public PosRequest chipSale(SandboxCard card, long amountMinor) {
        IsoMessage.Builder sale = sale(card, amountMinor, CHIP).set(23, card.sequence());
        String trace = sale.build().text(11);
        byte[] signed = chip.sign(
                        card, amountMinor, "00", trace, options.clock().instant())
                .data();
        return request(sale.set(55, signed));
    }

    /** A reversal (0400) of a sale: new trace number, DE90 names the sale by type, trace and transmission time. */
    public PosRequest reversal(PosRequest sale) {
        IsoMessage original = sale.message();
        String named = original.mti() + original.text(11) + original.text(7) + NO_INSTITUTIONS;
        return request(
                begin("0400").copy(original, 2, 3, 4, 22, 23, 25, 41, 42, 49).set(90, named));
    }

    /** Any other request: type, times, trace, terminal, merchant and currency are filled in, the rest is given. */
    public PosRequest request(String mti, UnaryOperator<IsoMessage.Builder> rest) {
        return request(rest.apply(begin(mti)
                .set(41, options.terminalId())
                .set(42, options.merchantId())
                .set(49, YUAN)));
    }

    /** What a card's chip signs under the next trace number. @param kind tag 9C */
    public byte[] sign(SandboxCard card, long amountMinor, String kind) {
        String trace = Integer.toString(nextTrace());
        String six = "0".repeat(6 - trace.length()) + trace;
        return chip.sign(card, amountMinor, kind, six, options.clock().instant())
                .data();
    }

    /** The trace number that the next request takes. */
    public int nextTrace() {
        return nextTrace.get();
    }

    private IsoMessage.Builder sale(SandboxCard card, long amountMinor, String entryMode) {
        return begin("0200")
                .set(2, card.pan())
                .set(3, PURCHASE)
                .set(4, amountMinor)
                .set(14, card.expiry())
                .set(22, entryMode)
                .set(25, "00")
                .set(35, card.track2())
                .set(41, options.terminalId())
                .set(42, options.merchantId())
                .set(49, YUAN)
                .set(52, randomBytes(PIN_BLOCK_BYTES));
    }

    private IsoMessage.Builder begin(String mti) {
        Instant now = options.clock().instant();
        int trace = nextTrace.getAndUpdate(n -> n % PosOptions.MAX_TRACE + 1);
        return IsoMessage.builder(mti)
                .set(7, SENT_AT.format(now))
                .set(11, trace)
                .set(12, LOCAL_TIME.format(now))
                .set(13, LOCAL_DATE.format(now));
    }

    private PosRequest request(IsoMessage.Builder message) {
        IsoMessage built = message.build();
        return new PosRequest(built, Frame.of(options.tpduBytes(), built));
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        options.random().nextBytes(bytes);
        return bytes;
    }
}
