package io.txswitch.sandbox.wallet.unionpay;

import io.txswitch.sandbox.wallet.Certificate;
import io.txswitch.sandbox.wallet.WalletKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Signatures of acp 5.1.0, method 01: the fields sorted by name, empty ones and {@code signature} left out, joined as
 * {@code k=v&k=v}; the SHA-256 of that text as lower-case hex is what SHA256withRSA then signs.
 */
final class UnionpaySigning {
    private UnionpaySigning() {}

    /** Adds the platform's certificate and signature. */
    static void sign(Map<String, String> fields, Certificate signer) {
        fields.put("signPubKeyCert", signer.pem().strip());
        fields.put("signature", signer.keys().sign(hex(text(fields))));
    }

    static boolean verifies(Map<String, String> fields, Certificate signer) {
        return WalletKeys.verify(signer.keys().publicKey(), hex(text(fields)), fields.getOrDefault("signature", ""));
    }

    private static String text(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(field -> !field.getKey().equals("signature"))
                        .filter(field -> !field.getValue().isEmpty())
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"));
    }

    private static String hex(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
