package io.txswitch.core.config;

import io.txswitch.core.model.CardData;
import io.txswitch.core.model.CardView;
import io.txswitch.core.model.Pan;
import io.txswitch.core.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * What the node's master key is used for, each use with a key of its own (HKDF-SHA256, RFC 5869).
 *
 * <p>Card numbers become a keyed hash, what a reversal needs is sealed with AES-256-GCM and bound to its purpose.
 * Thread-safe.
 */
public final class KeyRing {
    private static final int MASTER_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey hashKey;
    private final SecretKey sealKey;
    private final SecureRandom random = new SecureRandom();
    private final CardCodec codec = new CardCodec();

    private KeyRing(SecretKey hashKey, SecretKey sealKey) {
        this.hashKey = hashKey;
        this.sealKey = sealKey;
    }

    /**
     * Derives the keys.
     *
     * @param masterKey base64 of 32 bytes; anything else is an {@link IllegalArgumentException}
     */
    public static KeyRing of(Secret masterKey) {
        byte[] master = Base64.getDecoder().decode(masterKey.reveal());
        if (master.length != MASTER_BYTES) {
            throw new IllegalArgumentException("the master key is not 32 bytes");
        }
        return new KeyRing(derive(master, "card-hash", "HmacSHA256"), derive(master, "card-seal", "AES"));
    }

    private static SecretKey derive(byte[] master, String purpose, String algorithm) {
        try {
            byte[] info = ("txswitch/1/" + purpose).getBytes(StandardCharsets.US_ASCII);
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract().addIKM(master).thenExpand(info, MASTER_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HKDF-SHA256", e);
        }
    }

    /** What may be kept of a card. */
    public CardView view(CardData card) {
        return new CardView(
                hash(card.pan()),
                card.pan().first6(),
                card.pan().last4(),
                seal("card", codec.encode(card.forReversal())));
    }

    /** Hex HMAC-SHA256 of the card number. */
    public String hash(Pan pan) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(hashKey);
            return HexFormat.of().formatHex(mac.doFinal(pan.digits().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What {@link #view} sealed; a text that was not sealed here is an {@link IllegalArgumentException}. */
    public CardData open(CardView view) {
        return codec.decode(unseal("card", view.sealed()));
    }

    /** Seals a whole card for the way to another node: base64. */
    public String sealForWire(CardData card) {
        return seal("wire", codec.encode(card));
    }

    public CardData openFromWire(String sealed) {
        return codec.decode(unseal("wire", sealed));
    }

    /** AES-256-GCM; the purpose is authenticated with it. */
    public String seal(String purpose, byte[] clear) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(clear);
            byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, out, NONCE_BYTES, sealed.length);
            return Base64.getEncoder().encodeToString(out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens what {@link #seal} made for the same purpose. */
    public byte[] unseal(String purpose, String sealed) {
        byte[] in = Base64.getDecoder().decode(sealed);
        if (in.length <= NONCE_BYTES) {
            throw new IllegalArgumentException("too short to be sealed");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(in, NONCE_BYTES), purpose)
                    .doFinal(in, NONCE_BYTES, in.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not sealed with this node's master key", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
