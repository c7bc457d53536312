package io.txswitch.iso8583.bank;

import io.txswitch.core.config.Section;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.codec.Tpdu;

/**
 * What a bank's line speaks.
 *
 * @param framing how messages stand in the stream
 * @param tpdu what requests are addressed with, where the framing has it
 * @param matching how an answer finds its request
 */
public record BankWire(Dialect dialect, Framing framing, Tpdu tpdu, MatchRule matching) {
    private static final String DEFAULT_TPDU = "6000030000";

    static BankWire read(Section bank, Dialects dialects, Framings framings) {
        return new BankWire(
                dialects.choose(bank, "dialect", Dialects.DEFAULT),
                framings.choose(bank, "framing", Framings.DEFAULT),
                tpdu(bank),
                MatchRule.read(bank));
    }

    private static Tpdu tpdu(Section bank) {
        try {
            return Tpdu.parse(bank.text("tpdu", DEFAULT_TPDU));
        } catch (IllegalArgumentException e) {
            bank.problems().add(bank.path() + ".tpdu", "is 60 and eight hex digits");
            return Tpdu.parse(DEFAULT_TPDU);
        }
    }
}
