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
    public static final int TRACK_3 = 36;
    public static final int RRN = 37;
    public static final int AUTH_CODE = 38;
    public static final int RESPONSE_CODE = 39;
    public static final int TERMINAL = 41;
    public static final int MERCHANT = 42;
    public static final int RESPONSE_TEXT = 44;
    public static final int PRIVATE_48 = 48;
    public static final int CURRENCY = 49;
    public static final int PIN_BLOCK = 52;
    public static final int SECURITY_CONTROL = 53;
    public static final int ADDITIONAL_AMOUNTS = 54;
    public static final int CHIP_DATA = 55;
    public static final int PRIVATE_60 = 60;
    public static final int PRIVATE_61 = 61;
    public static final int PRIVATE_62 = 62;
    public static final int PRIVATE_63 = 63;
    public static final int MAC_64 = 64;
    public static final int SETTLEMENT_CODE = 66;
    public static final int NETWORK_CODE = 70;
    public static final int CREDITS_NUMBER = 74;
    public static final int CREDITS_REVERSED_NUMBER = 75;
    public static final int DEBITS_NUMBER = 76;
    public static final int DEBITS_REVERSED_NUMBER = 77;
    public static final int CREDITS_AMOUNT = 86;
    public static final int CREDITS_REVERSED_AMOUNT = 87;
    public static final int DEBITS_AMOUNT = 88;
    public static final int DEBITS_REVERSED_AMOUNT = 89;
    public static final int ORIGINAL_DATA = 90;
    public static final int NET_AMOUNT = 97;
    public static final int MAC_128 = 128;

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
