package io.txswitch.sandbox.iso;

/**
 * One line of the field table: a data element, its form, and its fixed or greatest length.
 *
 * <p>The length counts digits, characters or bytes as the form says.
 */
record Field(int number, Format format, int length) {
    /**
     * Checks a value and gives it its one form: text filled to its length, hex in upper case.
     *
     * @throws IllegalArgumentException with the path of the field; never with its value, which may be card data
     */
    String normal(String value) {
        return switch (format) {
            case DIGITS, DIGITS_LEFT -> exact(value, length, Chars.DIGITS);
            case LL_DIGITS, LLL_DIGITS -> upTo(value, length, Chars.DIGITS);
            case LL_TRACK, LLL_TRACK -> upTo(value, length, Chars.TRACK);
            case TEXT -> filled(upTo(value, length, Chars.PRINTABLE));
            case LL_TEXT -> upTo(value, length, Chars.PRINTABLE);
            case LLL_TEXT -> upTo(value, length, Chars.LATIN);
            case BYTES -> exact(Chars.upperHex(value), length * 2, Chars.HEX);
            case LLL_BYTES -> wholeBytes(upTo(Chars.upperHex(value), length * 2, Chars.HEX));
        };
    }

    private String exact(String value, int wanted, Chars chars) {
        if (value.length() != wanted) {
            throw new IllegalArgumentException("DE" + number + ": length " + wanted + ", found " + value.length());
        }
        return upTo(value, wanted, chars);
    }

    private String upTo(String value, int most, Chars chars) {
        if (value.length() > most) {
            throw new IllegalArgumentException("DE" + number + ": at most " + most + ", found " + value.length());
        }
        if (!chars.allIn(value)) {
            throw new IllegalArgumentException("DE" + number + ": only " + chars.words());
        }
        return value;
    }

    private String wholeBytes(String hex) {
        if (hex.length() % 2 != 0) {
            throw new IllegalArgumentException("DE" + number + ": half a byte");
        }
        return hex;
    }

    private String filled(String value) {
        return value + " ".repeat(length - value.length());
    }
}
