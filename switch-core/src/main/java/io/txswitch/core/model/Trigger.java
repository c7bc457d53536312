package io.txswitch.core.model;

/** What moves a transaction; already classified (in time or late, sent or never sent), so each cell has one target. */
public enum Trigger {
    RISK_PASSED,
    RISK_REFUSED,
    HELD,
    RELEASED,
    REFUSED,
    EXPIRED,
    ROUTE_FOUND,
    ROUTE_MISSING,
    DISPATCHED,
    NOT_SENT,
    APPROVED_IN_TIME,
    APPROVED_LATE,
    DECLINED,
    RETRYABLE_DECLINE,
    PENDING,
    CONFIRM_NEEDED,
    STILL_PENDING,
    SILENT,
    PAID,
    QUERY_SAYS_PAID,
    CLOSED_AT_CHANNEL,
    REVERSAL_ASKED,
    REVERSAL_BEGUN,
    REVERSAL_ACKED,
    REVERSAL_REFUSED,
    LATE_SUCCESS,
    FORWARD_BEGUN,
    FORWARD_ACKED,
    ORIGINAL_MISSING
}
