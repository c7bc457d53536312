package io.txswitch.core.model;

/**
 * Why a transaction was refused or is not settled: one table of codes for terminal and API.
 *
 * <p>Response codes: ISO 8583-1:1987 DE39 and the UnionPay POS list. A bank's own code wins over this one on the way to
 * the terminal.
 */
public enum Reason {
    AMOUNT_LIMIT("61", "amount_limit_exceeded", false),
    BLOCKED("62", "payer_blocked", false),
    VELOCITY("65", "velocity_exceeded", false),
    RISK_UNAVAILABLE("91", "risk_unavailable", true),
    NO_ROUTE("92", "no_route", true),
    NOT_SENT("91", "channel_unavailable", true),
    NO_ANSWER("68", "no_answer", false),
    DECLINED_BY_HOST("05", "declined", false),
    INSUFFICIENT_FUNDS("51", "insufficient_funds", false),
    PAYER_PROBLEM("05", "payer_declined", false),
    CHANNEL_REFUSED("05", "channel_refused", false),
    CLOSED("12", "payment_closed", false),
    INVALID_TRANSACTION("12", "invalid_transaction", false),
    INVALID_AMOUNT("13", "invalid_amount", false),
    INVALID_CARD("14", "invalid_card", false),
    PARTIAL_NOT_SUPPORTED("51", "insufficient_funds", false),
    WRONG_PIN("55", "wrong_pin", false),
    PIN_BLOCK_ERROR("99", "pin_block_error", false),
    MAC_ERROR("A0", "mac_error", false),
    SIGN_IN_FIRST("77", "sign_in_first", false),
    TERMINAL_BLOCKED("58", "terminal_blocked", false),
    USE_CHIP("45", "use_chip", false),
    NOT_SUPPORTED("40", "not_supported", false),
    BATCH_CLOSED("77", "batch_closed", false),
    FORMAT_ERROR("30", "format_error", false),
    UNKNOWN_MERCHANT("03", "unknown_merchant", false),
    UNKNOWN_TERMINAL("97", "unknown_terminal", false),
    ORDER_CONFLICT("94", "order_conflict", false),
    REPLAYED("94", "replayed", false),
    ORIGINAL_NOT_FOUND("25", "payment_not_found", false),
    ORIGINAL_USED("12", "original_used", false),
    NOT_REFUNDABLE("12", "not_refundable", false),
    REFUND_TOO_LARGE("61", "refund_exceeds_payment", false),
    REVERSED_BEFORE("22", "reversed", false),
    AGREEMENT_EXISTS("94", "agreement_exists", false),
    AGREEMENT_NOT_ACTIVE("12", "agreement_not_active", false),
    SHARE_TOO_LARGE("61", "shares_exceed_payment", false),
    IN_PROGRESS("09", "in_progress", true),
    OVERLOADED("91", "overloaded", true),
    JOURNAL_UNAVAILABLE("91", "unavailable", true),
    ANSWER_MISMATCH("96", "answer_mismatch", false),
    SYSTEM_ERROR("96", "internal_error", true);

    private final String responseCode;
    private final String apiCode;
    private final boolean retryable;

    Reason(String responseCode, String apiCode, boolean retryable) {
        this.responseCode = responseCode;
        this.apiCode = apiCode;
        this.retryable = retryable;
    }

    /** DE39, two characters. */
    public String responseCode() {
        return responseCode;
    }

    /** The merchant API's {@code code}, snake case. */
    public String apiCode() {
        return apiCode;
    }

    /** True when the same request may be sent again and could then succeed. */
    public boolean retryable() {
        return retryable;
    }
}
