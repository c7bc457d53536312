package io.txswitch.sandbox.wallet;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One order as the wallet sees it; only {@link WalletLedger} changes it, on the simulator's event loop. */
public final class Order {
    /** Where an order stands. */
    public enum State {
        /** The code exists, nobody has scanned it. */
        MADE,
        /** A payer looks at it and has not paid. */
        SCANNED,
        PAID,
        /** Never paid, and never can be. */
        CLOSED
    }

    private final NewOrder terms;
    private final String code;
    private final String tradeNo;
    private final Instant createdAt;
    private final Map<String, Refund> refunds = new LinkedHashMap<>();
    private State state = State.MADE;
    private long refundedMinor;
    private boolean declined;
    private @Nullable Instant paidAt;
    private @Nullable Instant closedAt;

    Order(NewOrder terms, String code, String tradeNo, Instant createdAt) {
        this.terms = terms;
        this.code = code;
        this.tradeNo = tradeNo;
        this.createdAt = createdAt;
    }

    public NewOrder terms() {
        return terms;
    }

    /** The random part of the QR text. */
    public String code() {
        return code;
    }

    /** The wallet's own number; the wallets show it only once somebody scanned or paid. */
    public String tradeNo() {
        return tradeNo;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public State state() {
        return state;
    }

    public Script script() {
        return Script.of(terms.amountMinor());
    }

    public CodeScript codeScript() {
        return CodeScript.of(terms.amountMinor());
    }

    /** The payer said no, or has nothing to pay with. */
    public boolean declined() {
        return declined;
    }

    public long refundedMinor() {
        return refundedMinor;
    }

    public long refundableMinor() {
        return state == State.PAID ? terms.amountMinor() - refundedMinor : 0;
    }

    public boolean open() {
        return state == State.MADE || state == State.SCANNED;
    }

    public Optional<Instant> paidAt() {
        return Optional.ofNullable(paidAt);
    }

    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    public Optional<Refund> refund(String refundNo) {
        return Optional.ofNullable(refunds.get(refundNo));
    }

    /** In the order they were accepted. */
    public List<Refund> refunds() {
        return List.copyOf(refunds.values());
    }

    int refundCount() {
        return refunds.size();
    }

    void scanned() {
        state = State.SCANNED;
    }

    void paid(Instant at) {
        state = State.PAID;
        paidAt = at;
    }

    void closed(Instant at) {
        state = State.CLOSED;
        closedAt = at;
    }

    void declinedByPayer() {
        declined = true;
    }

    void accept(Refund refund) {
        refunds.put(refund.refundNo(), refund);
        refundedMinor += refund.amountMinor();
    }

    void replace(Refund refund) {
        refunds.put(refund.refundNo(), refund);
    }
}
