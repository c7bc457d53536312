package io.txswitch.iso8583.crypto;

/** Why a security module did not do what was asked; carries no trace and no data, so it costs and tells nothing. */
public final class SecurityModuleException extends Exception {
    private static final long serialVersionUID = 1L;

    /** All that is told. Which check of a padding failed is not, as that would help an attacker. */
    public enum Reason {
        /** Wrong length, altered, sealed by another module, weaker than what it carries, or another check value. */
        BAD_KEY,
        /** The key is for other work. */
        WRONG_KEY_TYPE,
        /** Not a PIN block of that format under that key and PAN: response 99. */
        BAD_PIN_BLOCK,
        /** The message was not made with that key: response A0. */
        BAD_MAC,
        /** The card's application cryptogram is wrong. */
        BAD_CRYPTOGRAM,
        /** A key block whose header, length or MAC is wrong. */
        BAD_KEY_BLOCK,
        /** A key serial number of wrong length, or a counter that cannot occur. */
        BAD_SERIAL_NUMBER,
        /** Data of a length or content that the operation cannot take. */
        BAD_DATA,
        /** The module cannot be reached; the request may be repeated. */
        UNAVAILABLE
    }

    private final Reason reason;

    public SecurityModuleException(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
