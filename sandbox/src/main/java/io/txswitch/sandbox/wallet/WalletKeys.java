package io.txswitch.sandbox.wallet;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One RSA 2048 key pair, made at random, in the encodings that wallets hand to merchants.
 *
 * <p>Its public exponent is a prime that no other maker of keys uses: by it every key of the sandbox can be told from a
 * real one, wherever it turns up.
 *
 * <p>Both wallets sign with SHA256withRSA over UTF-8 text and send the signature in Base64 (Alipay calls it RSA2).
 */
public final class WalletKeys {
    private static final int RSA_BITS = 2048;
    private static final BigInteger SANDBOX_EXPONENT = BigInteger.valueOf(65_539);
    private static final int PEM_COLUMNS = 64;
    /** Tests start hundreds of simulators: beyond so many pairs, the oldest come round again. 0 makes each anew. */
    private static final int POOL = Integer.getInteger("txswitch.sandbox.key-pool", 0);

    private static final List<WalletKeys> MADE = new CopyOnWriteArrayList<>();
    private static final AtomicInteger TURN = new AtomicInteger();

    private final KeyPair pair;

    private WalletKeys(KeyPair pair) {
        this.pair = pair;
    }

    /** Makes a new pair. Takes tens to hundreds of milliseconds, so it must not run on an event loop. */
    public static WalletKeys generate() {
        return POOL == 0 ? made() : pooled(TURN.getAndIncrement() % POOL);
    }

    /** A race makes one pair more than the pool has. */
    private static WalletKeys pooled(int turn) {
        if (turn < MADE.size()) {
            return MADE.get(turn);
        }
        WalletKeys fresh = made();
        MADE.add(fresh);
        return fresh;
    }

    private static WalletKeys made() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(RSA_BITS, SANDBOX_EXPONENT));
            return new WalletKeys(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no RSA", e);
        }
    }

    public PublicKey publicKey() {
        return pair.getPublic();
    }

    /** The PKCS#8 private key in Base64 without armour, as Alipay's key tool gives it. */
    public String privateBase64() {
        return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    }

    /** The X.509 SubjectPublicKeyInfo in Base64 without armour. */
    public String publicBase64() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    public String privatePem() {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    public String publicPem() {
        return pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    /** The SHA256withRSA signature of the text's UTF-8 bytes, in Base64. */
    public String sign(String text) {
        return Base64.getEncoder().encodeToString(signBytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The raw SHA256withRSA signature of the bytes. */
    public byte[] signBytes(byte[] bytes) {
        return sign(pair.getPrivate(), bytes);
    }

    /** Says whether the Base64 signature is that of the text under the key; never throws for what came from outside. */
    public static boolean verify(PublicKey key, String text, String signatureBase64) {
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signatureBase64));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Reads a Base64 SubjectPublicKeyInfo, as {@link #publicBase64} gives it. */
    public static PublicKey publicKey(String base64) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an RSA public key", e);
        }
    }

    /** DER in PEM armour, 64 columns. */
    public static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(PEM_COLUMNS, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static byte[] sign(PrivateKey key, byte[] bytes) {
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(key);
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    @Override
    public String toString() {
        return "WalletKeys[masked]";
    }
}
