package io.txswitch.cluster.cli.crypto;

import java.util.HexFormat;

/** Bytes that came in as hex. */
record Bytes(byte[] value) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** On a line of its own. */
    static void print(byte[] value) {
        System.out.println(HEX.formatHex(value));
    }

    static Bytes parse(String hex) {
        return new Bytes(HEX.parseHex(hex));
    }

    @Override
    public String toString() {
        return "****";
    }
}
