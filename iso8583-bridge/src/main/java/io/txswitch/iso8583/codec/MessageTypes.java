package io.txswitch.iso8583.codec;

import java.util.List;

/**
 * The MTIs of a dialect: which digits may stand at each of the four places.
 *
 * @param version such as {@code 0} for ISO 8583:1987
 * @param messageClass such as {@code 1248}: authorisation, financial, reversal, network management
 * @param function such as {@code 0123}: request, its answer, advice, its answer
 * @param origin such as {@code 01}: acquirer, acquirer's repeat
 */
record MessageTypes(String version, String messageClass, String function, String origin) {
    MessageTypes {
        for (String each : List.of(version, messageClass, function, origin)) {
            if (!each.matches("[0-9]{1,10}")) {
                throw new IllegalArgumentException("mti: digits for each place");
            }
        }
    }

    boolean knows(String mti) {
        return version.indexOf(mti.charAt(0)) >= 0
                && messageClass.indexOf(mti.charAt(1)) >= 0
                && function.indexOf(mti.charAt(2)) >= 0
                && origin.indexOf(mti.charAt(3)) >= 0;
    }
}
