import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies one txswitch webhook; needs nothing but a JDK.
 *
 * <p>usage: {@code java Verify.java WEBHOOK_ID WEBHOOK_TIMESTAMP WEBHOOK_SIGNATURE < BODY}; the secret is read from
 * {@code TXSWITCH_WEBHOOK_SECRET}.
 */
public final class Verify {
    private static final long TOLERANCE_S = 300;
    private static final int MAX_SIGNATURES = 8;

    private Verify() {}

    static boolean genuine(String secret, String id, String timestamp, String signatures, byte[] body, long nowS)
            throws GeneralSecurityException {
        if (!timestamp.matches("[0-9]{1,12}") || Math.abs(nowS - Long.parseLong(timestamp)) > TOLERANCE_S) {
            return false;
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        String signature = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        byte[] expected = signature.getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        String[] all = signatures.split(" ", -1);
        for (int i = 0; i < all.length && i < MAX_SIGNATURES; i++) {
            found |= MessageDigest.isEqual(expected, all[i].getBytes(StandardCharsets.UTF_8));
        }
        return found;
    }

    public static void main(String[] args) throws Exception {
        boolean good = genuine(
                System.getenv("TXSWITCH_WEBHOOK_SECRET"),
                args[0],
                args[1],
                args[2],
                System.in.readAllBytes(),
                System.currentTimeMillis() / 1000);
        System.out.println(good ? "genuine" : "refused");
        System.exit(good ? 0 : 1);
    }
}
