package io.txswitch.api;

import io.txswitch.core.model.Reason;

/**
 * Every way a request can be refused: the one table of problem codes. A code that the core's {@link Reason} already has
 * is taken from there.
 */
enum ApiCode {
    UNAUTHORIZED(401, "unauthorized", "The request is not authenticated", false),

    MALFORMED_JSON(400, "malformed_json", "The body is not valid JSON", false),
    INVALID_REQUEST(400, "invalid_request", "The request makes no sense", false),
    MISSING_PARAMETER(400, "missing_parameter", "A parameter is missing", false),
    UNKNOWN_PARAMETER(400, "unknown_parameter", "A parameter is not known", false),
    INVALID_PARAMETER(400, "invalid_parameter", "A parameter has a wrong value", false),
    INVALID_AMOUNT(400, Reason.INVALID_AMOUNT, "The amount cannot be paid"),
    UNSUPPORTED_CURRENCY(400, "unsupported_currency", "The currency is not supported", false),
    UNKNOWN_PRODUCT(400, "unknown_product", "The product is not known", false),

    ADDRESS_NOT_ALLOWED(403, "address_not_allowed", "Requests from there are not taken", false),
    MERCHANT_BLOCKED(403, "merchant_blocked", "The merchant is blocked", false),

    NOT_FOUND(404, "not_found", "There is nothing here", false),
    PAYMENT_NOT_FOUND(404, Reason.ORIGINAL_NOT_FOUND, "There is no such payment"),
    REFUND_NOT_FOUND(404, "refund_not_found", "There is no such refund", false),
    TRANSFER_NOT_FOUND(404, "transfer_not_found", "There is no such transfer", false),
    AGREEMENT_NOT_FOUND(404, "agreement_not_found", "There is no such agreement", false),
    SHARE_NOT_FOUND(404, "share_not_found", "There is no such profit sharing", false),
    ENDPOINT_NOT_FOUND(404, "endpoint_not_found", "There is no such endpoint", false),
    EVENT_NOT_FOUND(404, "event_not_found", "There is no such event", false),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "The method is not allowed here", false),
    BODY_TOO_SLOW(408, "body_too_slow", "The body did not arrive in time", true),
    ORDER_CONFLICT(409, Reason.ORDER_CONFLICT, "The number was used for something else"),
    IDEMPOTENCY_CONFLICT(409, "idempotency_conflict", "The key was used for another request", false),
    ALREADY_PAID(409, "already_paid", "The payment is paid", false),
    TOO_MANY_ENDPOINTS(409, "too_many_endpoints", "There are as many endpoints as there may be", false),
    NO_ENDPOINT(409, "no_endpoint", "There is nowhere to send it to", false),
    BODY_TOO_LARGE(413, "body_too_large", "The body is too large", false),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported_media_type", "The body is not plain JSON", false),
    EXPECTATION_FAILED(417, "expectation_failed", "The expectation cannot be met", false),

    NOT_SUPPORTED(422, Reason.NOT_SUPPORTED, "This cannot be done here"),
    NOT_REFUNDABLE(422, Reason.NOT_REFUNDABLE, "The payment cannot be refunded"),
    REFUND_TOO_LARGE(422, Reason.REFUND_TOO_LARGE, "The refund exceeds what is left of the payment"),
    SHARE_TOO_LARGE(422, Reason.SHARE_TOO_LARGE, "The shares exceed what is left of the payment"),
    AGREEMENT_EXISTS(409, Reason.AGREEMENT_EXISTS, "The payer has a live agreement for this product"),
    AGREEMENT_NOT_ACTIVE(422, Reason.AGREEMENT_NOT_ACTIVE, "The agreement is not in force"),
    REFUSED_BY_AMOUNT(422, Reason.AMOUNT_LIMIT, "The amount exceeds a limit"),
    PAYER_BLOCKED(422, Reason.BLOCKED, "The payer is blocked"),
    TOO_OFTEN(422, Reason.VELOCITY, "Too many payments in a short time"),
    CHANNEL_REFUSED(422, Reason.CHANNEL_REFUSED, "The channel refused"),
    INVALID_TRANSACTION(422, Reason.INVALID_TRANSACTION, "The payment cannot be carried out"),
    UNKNOWN_MERCHANT(422, Reason.UNKNOWN_MERCHANT, "The merchant cannot take this payment"),
    CLOSED(422, Reason.CLOSED, "The payment is closed"),
    REVERSED(422, Reason.REVERSED_BEFORE, "The payment was reversed"),

    RATE_LIMITED(429, "rate_limited", "Too many requests of this merchant", true),
    OVERLOADED(429, Reason.OVERLOADED, "Too many requests at once"),
    INTERNAL_ERROR(500, Reason.SYSTEM_ERROR, "Something went wrong here"),
    NO_ROUTE(503, Reason.NO_ROUTE, "No channel is open for this product"),
    CHANNEL_UNAVAILABLE(503, Reason.NOT_SENT, "The channel cannot be reached"),
    RISK_UNAVAILABLE(503, Reason.RISK_UNAVAILABLE, "The payment could not be checked"),
    UNAVAILABLE(503, Reason.JOURNAL_UNAVAILABLE, "The switch cannot take requests now");

    private final int status;
    private final String code;
    private final String title;
    private final boolean retryable;

    ApiCode(int status, String code, String title, boolean retryable) {
        this.status = status;
        this.code = code;
        this.title = title;
        this.retryable = retryable;
    }

    ApiCode(int status, Reason reason, String title) {
        this(status, reason.apiCode(), title, reason.retryable());
    }

    /** The problem that a refusal by the core is. */
    static ApiCode of(Reason reason) {
        return switch (reason) {
            case AMOUNT_LIMIT -> REFUSED_BY_AMOUNT;
            case BLOCKED -> PAYER_BLOCKED;
            case VELOCITY -> TOO_OFTEN;
            case RISK_UNAVAILABLE -> RISK_UNAVAILABLE;
            case NO_ROUTE -> NO_ROUTE;
            case NOT_SENT -> CHANNEL_UNAVAILABLE;
            case DECLINED_BY_HOST,
                    INSUFFICIENT_FUNDS,
                    PARTIAL_NOT_SUPPORTED,
                    WRONG_PIN,
                    PAYER_PROBLEM,
                    CHANNEL_REFUSED -> CHANNEL_REFUSED;
            case CLOSED -> CLOSED;
            case INVALID_TRANSACTION,
                    INVALID_CARD,
                    FORMAT_ERROR,
                    UNKNOWN_TERMINAL,
                    PIN_BLOCK_ERROR,
                    MAC_ERROR,
                    SIGN_IN_FIRST,
                    TERMINAL_BLOCKED,
                    USE_CHIP,
                    BATCH_CLOSED -> INVALID_TRANSACTION;
            case NOT_SUPPORTED -> NOT_SUPPORTED;
            case INVALID_AMOUNT -> INVALID_AMOUNT;
            case UNKNOWN_MERCHANT -> UNKNOWN_MERCHANT;
            case ORDER_CONFLICT -> ORDER_CONFLICT;
            case REPLAYED -> UNAUTHORIZED;
            case ORIGINAL_NOT_FOUND -> PAYMENT_NOT_FOUND;
            case NOT_REFUNDABLE, ORIGINAL_USED -> NOT_REFUNDABLE;
            case REFUND_TOO_LARGE -> REFUND_TOO_LARGE;
            case AGREEMENT_EXISTS -> AGREEMENT_EXISTS;
            case AGREEMENT_NOT_ACTIVE -> AGREEMENT_NOT_ACTIVE;
            case SHARE_TOO_LARGE -> SHARE_TOO_LARGE;
            case REVERSED_BEFORE -> REVERSED;
            case OVERLOADED -> OVERLOADED;
            case JOURNAL_UNAVAILABLE -> UNAVAILABLE;
            case ANSWER_MISMATCH, SYSTEM_ERROR, NO_ANSWER, IN_PROGRESS -> INTERNAL_ERROR;
        };
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String title() {
        return title;
    }

    /** True when the same request, signed anew, may be sent again and could then succeed. */
    boolean retryable() {
        return retryable;
    }
}
