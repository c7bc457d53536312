package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.pos.PosRequest;

/** The bank's wire as a switch writes it, one method for each kind. */
final class Wire {
    private static final String NO_INSTITUTIONS = "0".repeat(22);

    private Wire() {}

    static IsoMessage.Builder begin(String mti, String rrn, long stan, String code, String condition) {
        return IsoMessage.builder(mti)
                .set(2, "4111111111111111")
                .set(3, code)
                .set(7, "0321103045")
                .set(11, stan)
                .set(22, "021")
                .set(25, condition)
                .set(37, rrn)
                .set(41, "T0000001")
                .set(42, "M00000000000001")
                .set(49, "156");
    }

    static PosRequest preAuth(String rrn, long stan, long amountMinor) {
        return BankWorld.request(begin("0100", rrn, stan, "030000", "06").set(4, amountMinor));
    }

    static PosRequest advice(String rrn, long stan, long amountMinor) {
        return BankWorld.request(
                begin("0220", rrn, stan, "000000", "00").set(4, amountMinor).set(38, "A12345"));
    }

    static PosRequest completion(String mti, String rrn, long stan, long amountMinor, PosRequest original) {
        return BankWorld.request(
                of(begin(mti, rrn, stan, "000000", "06"), original).set(4, amountMinor));
    }

    static PosRequest voiding(String rrn, long stan, long amountMinor, PosRequest original) {
        String condition = original.message().text(25);
        return BankWorld.request(
                of(begin("0200", rrn, stan, "200000", condition), original).set(4, amountMinor));
    }

    static PosRequest refund(String mti, String rrn, long stan, long amountMinor, PosRequest original) {
        return BankWorld.request(
                of(begin(mti, rrn, stan, "200000", "00"), original).set(4, amountMinor));
    }

    static PosRequest tip(String rrn, long stan, long totalMinor, PosRequest original) {
        return BankWorld.request(
                of(begin("0220", rrn, stan, "000000", "00"), original).set(4, totalMinor));
    }

    static PosRequest balance(String rrn, long stan) {
        return BankWorld.request(begin("0200", rrn, stan, "310000", "00"));
    }

    static PosRequest reversal(String mti, long stan, PosRequest original) {
        return BankWorld.request(begin(mti, original.message().text(37), stan, "000000", "00")
                .copy(original.message(), 3, 4, 25)
                .set(90, named(original)));
    }

    private static IsoMessage.Builder of(IsoMessage.Builder message, PosRequest original) {
        return message.set(48, "ORIG" + original.message().text(37)).set(90, named(original));
    }

    private static String named(PosRequest original) {
        IsoMessage first = original.message();
        return first.mti() + first.text(11) + first.text(7) + NO_INSTITUTIONS;
    }
}
