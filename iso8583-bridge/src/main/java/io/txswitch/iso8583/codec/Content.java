package io.txswitch.iso8583.codec;

/** The characters an element may hold; which one it is follows from its format in the field table. */
enum Content {
    /** {@code n}: digits. */
    DIGITS("only digits"),
    /** {@code z}: a track, {@code =} between its parts (a nibble D where digits are packed). */
    TRACK("only digits and ="),
    /**
     * {@code z}, where a terminal may have encrypted a part of it: then any nibble stands there. Who reads it looks at
     * DE53 first.
     */
    SEALABLE_TRACK("only digits, = and hexadecimal digits"),
    /** {@code x+n}: C (credit) or D (debit), then digits. */
    SIGNED("C or D, then digits"),
    /** {@code a}, {@code an}, {@code ans} of fixed length or of a two-digit one. */
    PRINTABLE("only printable characters"),
    /** {@code ans...}: private text carries names in national character sets; one character is one byte. */
    ANY("any"),
    /** {@code b}: bytes. */
    BINARY("any"),
    /** {@code tlv}: bytes that are BER-TLV, walked through within bounds. */
    TLV("any");

    private final String words;

    Content(String words) {
        this.words = words;
    }

    /** What is expected, for an error. */
    String words() {
        return words;
    }

    boolean isBinary() {
        return this == BINARY || this == TLV;
    }

    /** True for the data of a stripe, whose separator is a D on the wire. */
    boolean isTrack() {
        return this == TRACK || this == SEALABLE_TRACK;
    }

    /** True when {@code c} may stand at {@code index} of a value. */
    boolean allows(char c, int index) {
        return switch (this) {
            case DIGITS -> c >= '0' && c <= '9';
            case TRACK -> c >= '0' && c <= '9' || c == '=';
            case SEALABLE_TRACK -> c >= '0' && c <= '9' || c == '=' || c >= 'A' && c <= 'F' && c != 'D';
            case SIGNED -> index == 0 ? c == 'C' || c == 'D' : c >= '0' && c <= '9';
            case PRINTABLE -> c >= ' ' && c <= '~';
            case ANY -> c <= 0xff;
            case BINARY, TLV -> false;
        };
    }

    /** True when every character may stand where it does. */
    boolean fits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!allows(text.charAt(i), i)) {
                return false;
            }
        }
        return this != SIGNED || !text.isEmpty();
    }
}
