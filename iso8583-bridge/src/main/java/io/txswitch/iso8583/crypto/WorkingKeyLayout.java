package io.txswitch.iso8583.crypto;

/** Field 62 of a sign-in's answer in the UnionPay POS profile, by the network code of field 60.3. */
public enum WorkingKeyLayout {
    /** PIK 8 + check value 4, MAK 8 + check value 4. */
    SINGLE("001", 24, KeyAlgorithm.DES, false),
    /** PIK 16 + check value 4, MAK 8 + 8 zero bytes + check value 4. */
    DOUBLE("003", 40, KeyAlgorithm.TDES2, false),
    /** As DOUBLE, then TDK 16 + check value 4. */
    DOUBLE_WITH_TRACK_KEY("004", 60, KeyAlgorithm.TDES2, true);

    private final String networkCode;
    private final int bytes;
    private final KeyAlgorithm pinKey;
    private final boolean trackKey;

    WorkingKeyLayout(String networkCode, int bytes, KeyAlgorithm pinKey, boolean trackKey) {
        this.networkCode = networkCode;
        this.bytes = bytes;
        this.pinKey = pinKey;
        this.trackKey = trackKey;
    }

    /** Field 60.3, three digits. */
    public String networkCode() {
        return networkCode;
    }

    /** Length of field 62. */
    public int bytes() {
        return bytes;
    }

    /** Algorithm of PIK, and of TDK if there is one; MAK is single DES always. */
    public KeyAlgorithm pinKey() {
        return pinKey;
    }

    public boolean hasTrackKey() {
        return trackKey;
    }

    /** By field 60.3; another code is an {@link IllegalArgumentException}. */
    public static WorkingKeyLayout ofNetworkCode(String code) {
        for (WorkingKeyLayout each : values()) {
            if (each.networkCode.equals(code)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no layout of working keys for that network code");
    }
}
