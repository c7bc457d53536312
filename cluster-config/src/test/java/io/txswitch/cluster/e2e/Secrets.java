package io.txswitch.cluster.e2e;

import io.txswitch.sandbox.demo.World;
import io.txswitch.sandbox.merchant.MerchantKeys;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.SandboxCard;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What must not be found anywhere outside the switch: looked for as plain text, line by line. */
final class Secrets {
    /** The PIN block of the terminal that a test watches: eight bytes that nothing else has. */
    static final byte[] PIN_BLOCK = HexFormat.of().parseHex("c0ffee15deadbea7");

    /** Enough of a key's text to know it by; some stores wrap longer ones. */
    private static final int KEY_CHARS = 24;

    private final Map<String, String> named = new LinkedHashMap<>();

    private Secrets() {}

    /** Card data: numbers, also as part of a track, and the PIN block in both spellings. */
    static Secrets ofCards() {
        Secrets secrets = new Secrets();
        Stream.concat(
                        IntStream.range(Traffic.FIRST_CARD, Traffic.FIRST_CARD + Traffic.CARDS)
                                .mapToObj(CardDeck::unionPay),
                        Stream.of(CardDeck.visa(), CardDeck.unionPaySample()))
                .map(SandboxCard::pan)
                .forEach(pan -> secrets.named.put(
                        "card ending in " + pan.substring(pan.length() - 4) + " " + pan.length() + " "
                                + secrets.named.size(),
                        pan));
        secrets.bytes("PIN block", PIN_BLOCK);
        return secrets;
    }

    /** Card data, and what the nodes log in with or sign by. */
    static Secrets ofEverything(TestSwitch running) {
        Secrets secrets = ofCards();
        World world = running.world();
        MerchantKeys keys = world.keys();
        secrets.named.put("master key", running.shared().masterKey());
        secrets.named.put("control token", running.shared().token());
        secrets.named.put("bus password", running.shared().storePassword());
        secrets.named.put("API secret", keys.apiSecret());
        secrets.named.put("webhook secret", keys.webhookSecret());
        secrets.named.put("database password", world.stores().mysqlPassword());
        secrets.named.put("Redis password", world.stores().redisPassword());
        secrets.named.put("WeChat key", world.wechat().credentials().apiV3Key());
        secrets.key("Alipay private key", world.alipay().credentials().appPrivateKeyBase64());
        secrets.key("UnionPay private key", body(world.unionpay().credentials().privateKeyPem()));
        secrets.key("WeChat private key", body(world.wechat().credentials().merchantPrivateKeyPem()));
        return secrets;
    }

    private void bytes(String name, byte[] value) {
        String hex = HexFormat.of().formatHex(value);
        named.put(name, hex);
        named.put(name + " in capitals", hex.toUpperCase(Locale.ROOT));
        named.put(name + " in bytes", new String(value, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    /** Keys of one kind begin alike: the middle tells them apart. */
    private void key(String name, String text) {
        int from = text.length() / 2;
        named.put(name, text.substring(from, from + KEY_CHARS));
    }

    private static String body(String pem) {
        return pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    }

    /** Where they were found: the name of the secret and the place, never the secret. */
    List<String> foundIn(String place, List<String> lines) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            for (Map.Entry<String, String> each : named.entrySet()) {
                if (lines.get(i).contains(each.getValue())) {
                    found.add(each.getKey() + " in " + place + ", line " + (i + 1));
                }
            }
        }
        return found;
    }
}
