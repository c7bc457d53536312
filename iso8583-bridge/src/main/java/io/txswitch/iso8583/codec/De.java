package io.txswitch.iso8583.codec;

import java.util.Set;

/** The data elements the switch speaks of, by number (ISO 8583-1:1987, clause 4.4). */
public final class De {
    public static final int PAN = 2;
    public static final int PROCESSING_CODE = 3;
    public static final int AMOUNT = 4;
    public static final int TRANSMISSION_TIME = 7;
    public static final int STAN = 11;
    public static final int LOCAL_TIME = 12;
    public static final int LOCAL_DATE = 13;
    public static final int EXPIRY = 14;
    public static final int ENTRY_MODE = 22;
    public static final int CARD_SEQUENCE = 23;
    public static final int CONDITION_CODE = 25;
    public static final int PIN_CAPTURE_CODE = 26;
    public static final int ACQUIRER = 32;
    public static final int TRACK_2 = 35;
    public static final int RRN = 37;
    public static final int AUTH_CODE = 38;
    public static final int RESPONSE_CODE = 39;
    public static final int TERMINAL = 41;
    public static final int MERCHANT = 42;
    public static final int CURRENCY = 49;
    public static final int PIN_BLOCK = 52;
    public static final int CHIP_DATA = 55;
    public static final int NETWORK_CODE = 70;
    public static final int ORIGINAL_DATA = 90;

    /** What may be printed; every other element may hold card data or secrets. */
    static final Set<Integer> HARMLESS = Set.of(
            PROCESSING_CODE,
            AMOUNT,
            TRANSMISSION_TIME,
            STAN,
            LOCAL_TIME,
            LOCAL_DATE,
            ENTRY_MODE,
            CONDITION_CODE,
            RRN,
            AUTH_CODE,
            RESPONSE_CODE,
            TERMINAL,
            MERCHANT,
            CURRENCY,
            NETWORK_CODE,
            ORIGINAL_DATA);

    private De() {}
}
