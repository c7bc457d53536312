package io.txswitch.channel.unionpay;

import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.LiveCredentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Signatures of acp 5.1.0, method 01, both ways; thread-safe.
 *
 * <p>The fields are sorted by name, empty ones and {@code signature} itself left out, and joined as {@code k=v&k=v}.
 * The SHA-256 of that text, written as lower-case hex, is what SHA256withRSA signs: two passes of SHA-256.
 */
final class UnionPaySignature {
    private static final String ALGORITHM = "SHA256withRSA";
    private static final String METHOD = "01";

    private final Credentials.UnionPay keys;
    private final List<UnionPayTrust> trusts;

    UnionPaySignature(LiveCredentials<Credentials.UnionPay> keys, InstantSource clock) {
        this.keys = keys.signing();
        this.trusts = keys.each(each -> new UnionPayTrust(each, clock));
    }

    /** Adds {@code signMethod}, {@code certId} and {@code signature}. */
    void sign(Map<String, String> fields) {
        fields.put("signMethod", METHOD);
        fields.put("certId", keys.certificate().getSerialNumber().toString());
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(keys.privateKey());
            signer.update(signed(fields));
            fields.put("signature", Base64.getEncoder().encodeToString(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    /** Whether these fields were signed, as they are, with a certificate of UnionPay's; never throws. */
    boolean genuine(Map<String, String> fields) {
        String certificate = fields.get("signPubKeyCert");
        String signature = fields.get("signature");
        if (certificate == null || signature == null || !METHOD.equals(fields.get("signMethod"))) {
            return false;
        }
        return trusts.stream().anyMatch(trust -> genuine(trust, certificate, signature, fields));
    }

    private static boolean genuine(
            UnionPayTrust trust, String certificate, String signature, Map<String, String> fields) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(trust.keyOf(certificate));
            verifier.update(signed(fields));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] signed(Map<String, String> fields) throws GeneralSecurityException {
        String text = new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(field -> !field.getKey().equals("signature"))
                        .filter(field -> !field.getValue().isEmpty())
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
    }
}
