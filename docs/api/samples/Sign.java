import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and sends one request to the txswitch merchant API; needs nothing but a JDK.
 *
 * <p>usage: {@code java Sign.java BASE_URL APP_ID METHOD PATH [BODY]}; the secret is read from {@code TXSWITCH_SECRET}.
 */
public final class Sign {
    private static final int NONCE_BYTES = 16;

    private Sign() {}

    static String authorization(
            String appId, String secret, String method, String path, byte[] body, String timestamp, String nonce)
            throws GeneralSecurityException {
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        String text = method + "\n" + path + "\n" + timestamp + "\n" + nonce + "\n" + hash + "\n";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        return "TXSWITCH-HMAC-SHA256 app_id=" + appId + ",timestamp=" + timestamp + ",nonce=" + nonce + ",signature="
                + signature;
    }

    public static void main(String[] args) throws Exception {
        byte[] body = args.length > 4 ? args[4].getBytes(StandardCharsets.UTF_8) : new byte[0];
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        String timestamp = String.valueOf(System.currentTimeMillis() / 1000);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(args[0] + args[3]))
                .method(args[2], HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Authorization", authorization(
                        args[1],
                        System.getenv("TXSWITCH_SECRET"),
                        args[2],
                        args[3],
                        body,
                        timestamp,
                        HexFormat.of().formatHex(nonce)));
        if (body.length > 0) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        System.out.println(answer.statusCode() + " " + answer.body());
        System.exit(answer.statusCode() < 300 ? 0 : 1);
    }
}
