package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.sample.SampleAgreement.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** All agreements, and the only place that changes one; confined to the simulator's event loop. */
final class SampleRegister {
    private static final int MAX_AGREEMENTS = 200_000;
    private static final int CODE_CHARS = 20;
    private static final int CONTRACT_DIGITS = 16;

    private final Book book;
    private final Numbers numbers;
    private final Supplier<String> origin;
    private final SequencedMap<String, SampleAgreement> byNo = new LinkedHashMap<>();
    /** Contract number, code of the place to sign, number of the signing payment: each to the agreement's number. */
    private final Map<String, String> nos = new HashMap<>();

    /** @param origin scheme, host and port of this simulator */
    SampleRegister(Book book, Numbers numbers, Supplier<String> origin) {
        this.book = book;
        this.numbers = numbers;
        this.origin = origin;
    }

    boolean full() {
        return byNo.size() >= MAX_AGREEMENTS;
    }

    SampleAgreement add(SampleConsent consent, String notifyUrl, Instant until) {
        String code = numbers.text(CODE_CHARS);
        String contractId = "C" + numbers.day() + numbers.digits(CONTRACT_DIGITS);
        String place = origin.get() + SamplePages.SIGN + code;
        SampleAgreement made = new SampleAgreement(consent, State.WAIT_SIGN, place, contractId, notifyUrl, until, null);
        byNo.put(consent.no(), made);
        nos.put(contractId, consent.no());
        nos.put(code, consent.no());
        return made;
    }

    /** Ties it to the payment that signs it. */
    void tie(SampleAgreement agreement, String orderNo) {
        byNo.put(agreement.consent().no(), agreement.signedBy(orderNo));
        nos.put(orderNo, agreement.consent().no());
    }

    Optional<SampleAgreement> find(String no) {
        return Optional.ofNullable(byNo.get(no));
    }

    /** By the wallet's number, the code of the place to sign, or the number of the signing payment. */
    Optional<SampleAgreement> findBy(String number) {
        return Optional.ofNullable(nos.get(number)).map(byNo::get);
    }

    /** The newest, the newest first. */
    List<SampleAgreement> newest(int limit) {
        return byNo.sequencedValues().reversed().stream().limit(limit).toList();
    }

    SampleAgreement move(SampleAgreement agreement, State to) {
        if (to == State.SIGNED || to == State.ENDED) {
            write(agreement, to == State.SIGNED ? "SIGN" : "UNSIGN");
        }
        SampleAgreement moved = agreement.in(to);
        byNo.put(moved.consent().no(), moved);
        return moved;
    }

    private void write(SampleAgreement agreement, String kind) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", numbers.now().toString());
        row.put("wallet", "sample");
        row.put("kind", kind);
        row.put("out_trade_no", agreement.consent().no());
        row.put("trade_no", agreement.contractId());
        row.put("amount_minor", 0);
        row.put("currency", "CNY");
        row.put("status", "OK");
        book.add(row);
    }
}
