package io.txswitch.iso8583.crypto;

import java.util.Map;

/** The keys that everybody knows, as they stand in the sandbox's source; known again by type and check value. */
public final class SandboxKeys {
    private static final Map<KeyType, String> KCVS =
            Map.of(KeyType.TMK, "08D7B4", KeyType.ZMK, "EB7A8D", KeyType.IMK_AC, "850571");

    private SandboxKeys() {}

    /**
     * Whether a key is the sandbox's, under whatever type of its role it was taken in. Another key is mistaken for one
     * in one case of sixteen million.
     */
    public static boolean contains(WrappedKey key) {
        return key.algorithm() == KeyAlgorithm.TDES2
                && KCVS.entrySet().stream()
                        .anyMatch(each -> each.getKey().role() == key.type().role()
                                && each.getValue().equals(key.kcv()));
    }
}
