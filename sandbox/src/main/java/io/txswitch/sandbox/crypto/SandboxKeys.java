package io.txswitch.sandbox.crypto;

import java.util.HexFormat;

/** The sandbox's keys and PIN: published on purpose, for tests, and refused by a switch outside the sandbox. */
public final class SandboxKeys {
    /** Master key of every terminal of the sandbox, hex. */
    public static final String TMK = "0123456789ABCDEFFEDCBA9876543210";

    /** Master key between the switch and a bank of the sandbox, hex. */
    public static final String ZMK = "89ABCDEF0123456776543210FEDCBA98";

    /** The issuer's master key for application cryptograms, hex. */
    public static final String IMK_AC = "9E15204313F7318ACB79B90BD986AD29";

    /** The PIN of every card. */
    public static final String PIN = "123456";

    private SandboxKeys() {}

    /** The bytes of one of these, or of any key in hex. */
    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
