package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transactions in a batch upload (0320).
 *
 * <p>UnionPay POS, DE48: a count of two digits, then for each transaction card kind 2, trace 6, card number 20, amount
 * 12. Without DE48, and in plain ISO 8583, the message is one transaction: trace from DE61 (else its own), amount DE4.
 */
final class UploadedRecords {
    private static final int COUNT = 2;
    private static final int RECORD = 40;
    private static final int TRACE_AT = 2;
    private static final int TRACE_END = 8;
    private static final int AMOUNT_AT = 28;
    private static final int BATCH = 6;
    private static final int NAMED = 12;

    /** What a terminal says it did. */
    record Said(String trace, long amountMinor) {}

    private UploadedRecords() {}

    /** Null when they cannot be read. */
    static @Nullable List<Said> of(Demand demand) {
        String list = demand.message().text(De.PRIVATE_48);
        if (demand.grammar() == Grammar.UNIONPAY && list != null) {
            return listed(list);
        }
        Said one = single(demand.message());
        return one == null ? null : List.of(one);
    }

    private static @Nullable List<Said> listed(String text) {
        int count = text.length() < COUNT ? -1 : Integer.parseInt(text.substring(0, COUNT));
        if (count < 1 || text.length() < COUNT + count * RECORD) {
            return null;
        }
        List<Said> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = COUNT + i * RECORD;
            records.add(new Said(
                    text.substring(at + TRACE_AT, at + TRACE_END),
                    Long.parseLong(text.substring(at + AMOUNT_AT, at + RECORD))));
        }
        return records;
    }

    private static @Nullable Said single(IsoMessage message) {
        String named = message.text(De.PRIVATE_61);
        String trace =
                named != null && named.matches("[0-9]{12}.*") ? named.substring(BATCH, NAMED) : message.text(De.STAN);
        String amount = message.text(De.AMOUNT);
        return trace == null || amount == null ? null : new Said(trace, Long.parseLong(amount));
    }
}
