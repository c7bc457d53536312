package io.txswitch.iso8583.registry;

import java.util.regex.Pattern;

/**
 * One transaction as a terminal uploaded it after a batch that did not balance.
 *
 * @param trace six digits
 * @param said what the terminal said: kind, amount, masked card; at most 200 characters, never a whole card number
 */
public record UploadedRecord(String terminalId, String batch, String trace, String said, Verdict verdict) {
    public static final int MAX_SAID_LENGTH = 200;

    private static final Pattern TRACE = Pattern.compile("[0-9]{6}");
    private static final Pattern CARD_NUMBER = Pattern.compile("[0-9]{13,19}");

    /** What the journal says to it. */
    public enum Verdict {
        MATCHES,
        /** The journal has it with another amount or another end. */
        DIFFERS,
        /** The journal does not have it. */
        UNKNOWN
    }

    public UploadedRecord {
        Terminal.requireId(terminalId);
        Batch.requireNumber(batch);
        if (!TRACE.matcher(trace).matches()) {
            throw new IllegalArgumentException("a trace has six digits");
        }
        if (said.length() > MAX_SAID_LENGTH || CARD_NUMBER.matcher(said).find()) {
            throw new IllegalArgumentException("an uploaded record is short and has no card number");
        }
    }
}
