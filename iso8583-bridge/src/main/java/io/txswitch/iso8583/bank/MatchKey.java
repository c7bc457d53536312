package io.txswitch.iso8583.bank;

/**
 * What request and answer have in common, as one text.
 *
 * @param text the first two digits of the MTI, then the values of the line's {@link MatchRule}; no card data, so that a
 *     log may name it
 */
record MatchKey(String text) {
    @Override
    public String toString() {
        return text;
    }
}
