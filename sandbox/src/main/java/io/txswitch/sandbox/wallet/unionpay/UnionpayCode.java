package io.txswitch.sandbox.wallet.unionpay;

import java.util.Map;

/** The response codes of the simulated platform, each with its text. */
enum UnionpayCode {
    OK("00", "success"),
    FAILED("01", "the transaction failed"),
    UNDER_WAY("05", "accepted, ask for its state"),
    BUSY("06", "the system is busy"),
    FORMAT("10", "a field is missing or malformed"),
    SIGNATURE("11", "the signature does not fit"),
    DUPLICATE("12", "the order number was used before"),
    NO_RIGHT("32", "the merchant may not do this"),
    NOT_FOUND("34", "no such transaction"),
    ORIGINAL_STATE("35", "the original does not exist or its state does not allow this"),
    ORIGINAL_MISMATCH("36", "it does not fit the original"),
    BAD_CODE("61", "the payer's code is not valid"),
    BALANCE("64", "the payer has not enough money");

    private final String code;
    private final String text;

    UnionpayCode(String code, String text) {
        this.code = code;
        this.text = text;
    }

    String code() {
        return code;
    }

    Map<String, String> fields() {
        return Map.of("respCode", code, "respMsg", text);
    }
}
