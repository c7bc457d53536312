package io.txswitch.iso8583.terminal;

/**
 * What is true of every terminal of a family when its messages do not say otherwise.
 *
 * @param partialAllowed it can take an approval of a part of the amount
 * @param readsChips it has a chip reader
 * @param fallbackAllowed a chip card may be swiped when its chip cannot be read
 */
record Traits(boolean partialAllowed, boolean readsChips, boolean fallbackAllowed) {
    /** A terminal of which nothing is known. */
    static final Traits PLAIN = new Traits(false, false, true);
}
