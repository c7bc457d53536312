package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.Certificate;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.WalletKeys;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * All keys and certificates of the simulated platform and its applications, by generation: after a rotation the old
 * ones stay good for requests and for the notifications of orders that were made with them; thread-safe.
 *
 * <p>The certificate mode has keys of its own, so that a client that takes one mode's answers for the other's is found
 * out. Its certificates are issued by one self-made root.
 */
final class AlipayPlatform {
    private static final int SERIAL_DIGITS = 16;

    /**
     * How one request was signed, and so how it is answered.
     *
     * @param certified in certificate mode
     */
    record Mode(Generation platform, boolean certified) {
        String sign(String text) {
            return keys().sign(text);
        }

        private WalletKeys keys() {
            return certified ? platform.issued().keys() : platform.keys();
        }

        /** The serial an answer names; null in public-key mode. */
        @Nullable
        String serial() {
            return certified ? AlipayPlatform.serial(platform.issued()) : null;
        }
    }

    /** What the platform signs with; no certificate without the certificate mode. */
    record Generation(WalletKeys keys, @Nullable Certificate certificate) {
        Certificate issued() {
            return Objects.requireNonNull(certificate, "the certificate mode is off");
        }
    }

    /** What an application signs with. */
    private record AppKeys(WalletKeys keys, @Nullable Certificate certificate) {}

    private final Numbers numbers;
    private final @Nullable Certificate root;
    /** The newest last. */
    private final List<Generation> generations = new CopyOnWriteArrayList<>();

    private final Map<String, List<AppKeys>> apps = new HashMap<>();
    /** Application and trade number to the mode it was asked for in; as many as the ledger has orders. */
    private final Map<String, Mode> orders = new ConcurrentHashMap<>();

    private AlipayPlatform(Numbers numbers, @Nullable Certificate root) {
        this.numbers = numbers;
        this.root = root;
    }

    /** Makes everything at random. Takes up to a second, so it must not run on an event loop. */
    static AlipayPlatform make(List<AlipayApp> registered, boolean certificates, Numbers numbers) {
        Certificate root = certificates
                ? Certificate.selfSigned("Alipay simulator root", number(numbers), numbers.now(), true)
                : null;
        AlipayPlatform platform = new AlipayPlatform(numbers, root);
        registered.forEach(app -> platform.apps.put(app.appId(), new CopyOnWriteArrayList<>()));
        platform.rotate();
        return platform;
    }

    /** New keys for the platform and every application. Makes keys, so it must not run on an event loop. */
    void rotate() {
        rotatePlatform();
        apps.forEach((appId, keys) -> {
            WalletKeys made = WalletKeys.generate();
            keys.add(
                    new AppKeys(made, root == null ? null : root.certify(appId, number(numbers), numbers.now(), made)));
        });
    }

    /** New keys for the platform alone. Makes keys, so it must not run on an event loop. */
    void rotatePlatform() {
        Certificate issued =
                root == null ? null : root.issue("Alipay simulator", number(numbers), numbers.now(), false);
        generations.add(new Generation(WalletKeys.generate(), issued));
    }

    private static BigInteger number(Numbers numbers) {
        return new BigInteger("1" + numbers.digits(SERIAL_DIGITS));
    }

    /** How the application signed these parameters; null when it did not, or names certificates it has not. */
    @Nullable
    Mode signed(String appId, Map<String, String> parameters) {
        String serial = parameters.get("app_cert_sn");
        boolean certified = serial != null;
        if (certified && (root == null || !serial(root).equals(parameters.get("alipay_root_cert_sn")))) {
            return null;
        }
        String text = AlipaySigning.requestText(parameters);
        String sign = parameters.getOrDefault("sign", "");
        boolean fits = apps.getOrDefault(appId, List.of()).stream()
                .filter(keys -> !certified || (keys.certificate() != null && serial(keys.certificate()).equals(serial)))
                .anyMatch(keys -> WalletKeys.verify(keys.keys().publicKey(), text, sign));
        return fits ? new Mode(generations.getLast(), certified) : null;
    }

    /** What is not asked for by a known application is signed with the newest key. */
    Mode usual() {
        return new Mode(generations.getLast(), false);
    }

    /** The order was asked for in this mode, and is told of in the same. */
    void remember(String appId, String outTradeNo, Mode mode) {
        orders.putIfAbsent(appId + "/" + outTradeNo, mode);
    }

    /** Signs what belongs to no order. */
    String sign(String text) {
        return usual().sign(text);
    }

    /** Signs a notification about an order. */
    String sign(String appId, String outTradeNo, String text) {
        return orders.getOrDefault(appId + "/" + outTradeNo, usual()).sign(text);
    }

    /** alipay.open.app.alipaycert.download: the platform's certificate of that serial. */
    JsonObject certificate(String serial) {
        return generations.stream()
                .map(Generation::certificate)
                .filter(each -> each != null && serial(each).equals(serial))
                .findFirst()
                .map(found -> AlipayView.ok()
                        .put(
                                "alipay_cert_content",
                                Base64.getEncoder().encodeToString(found.pem().getBytes(StandardCharsets.US_ASCII))))
                .orElseGet(AlipayCode.INVALID_PARAMETER::answer);
    }

    /** What this application's merchant is given; the newest. */
    AlipayCredentials credentials(String gatewayUrl, AlipayApp app) {
        AppKeys own = Objects.requireNonNull(apps.get(app.appId())).getLast();
        Generation platform = generations.getLast();
        AlipayCredentials keys = new AlipayCredentials(
                gatewayUrl,
                app.appId(),
                app.sellerId(),
                own.keys().privateBase64(),
                platform.keys().publicBase64(),
                null);
        return root == null
                ? keys
                : keys.with(new AlipayCredentials.Certificates(
                        Objects.requireNonNull(own.certificate()).pem(),
                        platform.issued().pem(),
                        root.pem()));
    }

    /** MD5 of the issuer's name and the decimal number, as hex. */
    private static String serial(Certificate certificate) {
        try {
            String text = "CN=" + certificate.issuer() + certificate.serial();
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no MD5", e);
        }
    }

    @Override
    public String toString() {
        return "AlipayPlatform[masked]";
    }
}
