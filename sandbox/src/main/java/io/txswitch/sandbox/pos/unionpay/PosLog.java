package io.txswitch.sandbox.pos.unionpay;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.iso.IsoMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes into the terminals' book what a terminal was told; no row names a card. */
final class PosLog {
    private static final String UNANSWERED = "none";

    private final UnionPayOptions options;

    PosLog(UnionPayOptions options) {
        this.options = options;
    }

    void write(String kind, IsoMessage asked, Optional<IsoMessage> answer) {
        Book book = options.book();
        if (book == null) {
            return;
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", options.clock().instant().toString());
        row.put("terminal_id", options.terminalId());
        row.put("trace", asked.text(11));
        answer.flatMap(told -> told.get(37)).map(String::strip).ifPresent(rrn -> row.put("rrn", rrn));
        row.put("amount_minor", asked.has(4) ? asked.number(4) : 0);
        row.put("response_code", answer.map(told -> told.get(39).orElse("")).orElse(UNANSWERED));
        row.put("mti", asked.mti());
        row.put("kind", kind);
        book.add(row);
    }
}
