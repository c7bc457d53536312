package io.txswitch.iso8583.crypto;

/** How a message is authenticated; each with the padding and the length that its users take. */
public enum MacAlgorithm {
    /** CBC-MAC with one key throughout (ISO/IEC 9797-1 algorithm 1). */
    ISO9797_1("iso9797-1", 8),
    /** Retail MAC: single DES, the last block with triple DES (ISO/IEC 9797-1 algorithm 3). */
    ISO9797_3("iso9797-3", 8),
    /**
     * ANSI X9.9: DES CBC-MAC with zeros as padding; triple DES throughout with a longer key. The whole last block,
     * which fills field 64; the standard itself takes its first half.
     */
    X9_9("x9.9", 8),
    /** ANSI X9.19: algorithm 3, zeros as padding; needs a double-length key. */
    X9_19("x9.19", 8),
    /** AES-CMAC (NIST SP 800-38B), cut to what fits field 64. */
    CMAC("cmac", 8),
    /** XOR of all blocks, encrypted as hex text; field 64 is eight ASCII hex digits (UnionPay POS). */
    UNIONPAY_ECB("unionpay-ecb", 8);

    private static final int SHORTEST = 4;

    private final String text;
    private final int defaultBytes;

    MacAlgorithm(String text, int defaultBytes) {
        this.text = text;
        this.defaultBytes = defaultBytes;
    }

    /** As configuration and command line write it. */
    public String text() {
        return text;
    }

    /** Length of the MAC that {@link SecurityModule#mac} gives. */
    public int defaultBytes() {
        return defaultBytes;
    }

    /** Fewer bytes prove too little: 32 bits, of which {@link #UNIONPAY_ECB} has only four in a byte. */
    int shortestBytes() {
        return this == UNIONPAY_ECB ? defaultBytes : SHORTEST;
    }

    /** By {@link #text}; another text is an {@link IllegalArgumentException}. */
    public static MacAlgorithm of(String text) {
        for (MacAlgorithm each : values()) {
            if (each.text.equals(text)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no such MAC algorithm");
    }
}
