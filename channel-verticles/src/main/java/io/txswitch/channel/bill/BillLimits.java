package io.txswitch.channel.bill;

/**
 * What a bill may be at most.
 *
 * @param maxBytes unpacked
 * @param maxLineChars of one line
 * @param maxEntries of an archive
 */
public record BillLimits(long maxBytes, int maxLineChars, int maxEntries) {
    /** Ten million lines of 400 bytes, a hundred payments a second all day, are 4 GB; a line is never 16 Ki long. */
    public static final BillLimits DEFAULT = new BillLimits(4L << 30, 16 * 1024, 16);
}
