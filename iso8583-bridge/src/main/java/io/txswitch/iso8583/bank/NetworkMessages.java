package io.txswitch.iso8583.bank;

import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Network management (0800): sign-on and sign-off, echo, key exchange, and the answers to the bank's own. Source: ISO
 * 8583-1:1987, DE70.
 */
final class NetworkMessages {
    static final String SIGN_ON = "001";
    static final String SIGN_OFF = "002";
    static final String KEY_EXCHANGE = "101";
    static final String ECHO = "301";
    static final String OK = "00";

    private static final int NUMBERS = 999_999;
    /** A bank that connects to us signs on itself, and its line is open as long as its socket is. */
    private static final Set<String> TAKEN_NOTE_OF = Set.of(ECHO, SIGN_ON, SIGN_OFF);

    private static final DateTimeFormatter TRANSMISSION =
            DateTimeFormatter.ofPattern("MMddHHmmss").withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private int last;

    NetworkMessages(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.last = random.nextInt(NUMBERS);
    }

    IsoMessage request(String code) {
        last = last % NUMBERS + 1;
        return IsoMessage.of("0800")
                .set(De.TRANSMISSION_TIME, TRANSMISSION.format(clock.instant()))
                .set(De.STAN, Stan.text(last))
                .set(De.NETWORK_CODE, code)
                .build();
    }

    /** Banks try their lines too; what is not ours to do is refused. */
    static IsoMessage answerTo(IsoMessage request) {
        String code = request.text(De.NETWORK_CODE);
        boolean fine = code != null && TAKEN_NOTE_OF.contains(code);
        return answer(request, fine ? OK : Reason.INVALID_TRANSACTION.responseCode());
    }

    static IsoMessage answer(IsoMessage request, String responseCode) {
        return IsoMessage.of(request.answerMti())
                .copy(request, De.TRANSMISSION_TIME, De.STAN, De.NETWORK_CODE)
                .set(De.RESPONSE_CODE, responseCode)
                .build();
    }
}
