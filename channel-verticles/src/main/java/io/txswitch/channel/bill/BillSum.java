package io.txswitch.channel.bill;

/**
 * What a bill came to; its own totals said the same.
 *
 * @param lines all of them
 * @param inMinor payments, or income, minor units
 * @param outMinor refunds, or expenses, minor units
 */
public record BillSum(long lines, long inMinor, long outMinor) {
    /** A day without a line: some wallets make no bill then. */
    public static final BillSum NOTHING = new BillSum(0, 0, 0);

    BillSum plus(BillLine line) {
        boolean in = line.kind() == BillLine.Kind.PAYMENT || line.kind() == BillLine.Kind.INCOME;
        long minor = line.money().amountMinor();
        return new BillSum(lines + 1, Math.addExact(inMinor, in ? minor : 0), Math.addExact(outMinor, in ? 0 : minor));
    }
}
