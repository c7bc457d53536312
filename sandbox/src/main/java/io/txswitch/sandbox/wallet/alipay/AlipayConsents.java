package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.WalletLedger;
import io.txswitch.sandbox.wallet.alipay.AlipayAgreement.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All agreements of this Alipay, each once per merchant's number; the book has a row for each that begins or ends.
 *
 * <p>Confined to the simulator's event loop.
 */
final class AlipayConsents {
    private static final int MAX_AGREEMENTS = 50_000;
    private static final int AGREEMENT_NO_DIGITS = 12;

    /** A number of a merchant's application. */
    private record Key(String appId, String no) {}

    private final Book book;
    private final Numbers numbers;
    private final WalletLedger ledger;
    private final Map<Key, AlipayAgreement> all = new LinkedHashMap<>();
    private final Map<String, Key> byNo = new HashMap<>();
    private final Map<Key, Key> byOrder = new HashMap<>();

    AlipayConsents(Book book, Numbers numbers, WalletLedger ledger) {
        this.book = book;
        this.numbers = numbers;
        this.ledger = ledger;
    }

    /** A new number of Alipay's. */
    String nextNo() {
        return numbers.day() + numbers.digits(AGREEMENT_NO_DIGITS);
    }

    Instant now() {
        return numbers.now();
    }

    /** Keeps one that is looked at for the first time; false when the simulator is full. */
    boolean add(AlipayAgreement agreement) {
        Key key = key(agreement);
        if (all.size() >= MAX_AGREEMENTS || all.putIfAbsent(key, agreement) != null) {
            return false;
        }
        byNo.put(agreement.agreementNo(), key);
        if (agreement.outTradeNo() != null) {
            byOrder.put(new Key(key.appId(), agreement.outTradeNo()), key);
        }
        return true;
    }

    private static Key key(AlipayAgreement agreement) {
        return new Key(agreement.app().appId(), agreement.externalNo());
    }

    Optional<AlipayAgreement> find(String appId, String externalNo) {
        return Optional.ofNullable(all.get(new Key(appId, externalNo))).map(this::asPaid);
    }

    Optional<AlipayAgreement> findByNo(String appId, String agreementNo) {
        return Optional.ofNullable(byNo.get(agreementNo))
                .filter(key -> key.appId().equals(appId))
                .map(all::get)
                .map(this::asPaid);
    }

    /** Whoever's it is; for people, who know only the number. */
    Optional<AlipayAgreement> findAnywhere(String externalNo) {
        return all.values().stream()
                .filter(one -> one.externalNo().equals(externalNo))
                .findFirst()
                .map(this::asPaid);
    }

    /** That of an order which signs on the way. */
    Optional<AlipayAgreement> signedBy(Order order) {
        return Optional.ofNullable(
                        byOrder.get(new Key(order.terms().appId(), order.terms().outTradeNo())))
                .map(all::get);
    }

    /** Paying an order that signs on the way is signing, even when nobody tells of it. */
    private AlipayAgreement asPaid(AlipayAgreement agreement) {
        boolean paid = agreement.state() == State.TEMP
                && agreement.outTradeNo() != null
                && ledger.find(agreement.app().sellerId(), agreement.outTradeNo())
                        .map(order -> order.state() == Order.State.PAID)
                        .orElse(false);
        return paid ? move(agreement, State.NORMAL) : agreement;
    }

    /** In force, the oldest first. */
    List<AlipayAgreement> live() {
        return List.copyOf(all.values()).stream()
                .map(this::asPaid)
                .filter(AlipayAgreement::isInForce)
                .toList();
    }

    /** The newest, the newest first. */
    List<AlipayAgreement> newest(int limit) {
        return List.copyOf(all.values()).reversed().stream()
                .limit(limit)
                .map(this::asPaid)
                .toList();
    }

    AlipayAgreement move(AlipayAgreement agreement, State state) {
        AlipayAgreement moved = agreement.in(state, numbers.now());
        if (state == State.NORMAL) {
            write(moved, "SIGN");
        } else if (agreement.isInForce()) {
            write(moved, "UNSIGN");
        }
        all.put(key(moved), moved);
        return moved;
    }

    private void write(AlipayAgreement agreement, String kind) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", numbers.now().toString());
        row.put("wallet", "alipay");
        row.put("kind", kind);
        row.put("out_trade_no", agreement.externalNo());
        row.put("trade_no", agreement.agreementNo());
        row.put("amount_minor", 0);
        row.put("currency", "CNY");
        row.put("app_id", agreement.app().appId());
        row.put("mch_id", agreement.app().sellerId());
        row.put("status", "OK");
        book.add(row);
    }
}
