package io.txswitch.iso8583.crypto;

import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;

/** A PIN inside a security module, or a test PIN on the command line; never printed. */
public final class ClearPin {
    static final int MIN_DIGITS = 4;
    static final int MAX_DIGITS = 12;

    private final String digits;

    private ClearPin(String digits) {
        this.digits = digits;
    }

    /** 4 to 12 digits; anything else is BAD_DATA. */
    public static ClearPin of(String digits) throws SecurityModuleException {
        if (digits.length() < MIN_DIGITS
                || digits.length() > MAX_DIGITS
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new SecurityModuleException(Reason.BAD_DATA);
        }
        return new ClearPin(digits);
    }

    public String reveal() {
        return digits;
    }

    @Override
    public String toString() {
        return "****";
    }
}
