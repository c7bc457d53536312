package io.txswitch.cluster.provisioning;

import io.txswitch.cluster.control.ChangeRefused;
import io.txswitch.iso8583.crypto.KeyAlgorithm;
import io.txswitch.iso8583.crypto.KeyScheme;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.txswitch.iso8583.keys.KeyOwner;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a key in, by components or under a transport key; the clear bytes live until the module has them. */
final class KeyIntake {
    private static final int MIN_COMPONENTS = 2;
    private static final int MAX_COMPONENTS = 3;
    /** A TR-31 block of an AES-256 key, with some optional blocks. */
    private static final int MAX_CRYPTOGRAM_LENGTH = 1_024;

    private final TerminalStores stores;
    private final TestKeys testKeys;

    KeyIntake(TerminalStores stores, TestKeys testKeys) {
        this.stores = stores;
        this.testKeys = testKeys;
    }

    static Body body(JsonObject json, String owner) {
        return Body.of(json, owner, "purpose", "components", "cryptogram", "scheme", "algorithm", "kcv", "reason");
    }

    /**
     * The key a request brings.
     *
     * @param transport whose zone master key a cryptogram is under
     */
    Future<WrappedKey> take(Body body, KeyType type, KeyOwner transport) {
        String cryptogram = body.optional("cryptogram");
        if (cryptogram != null && body.json().containsKey("components")) {
            throw new IllegalArgumentException("a key comes as components or as a cryptogram");
        }
        return (cryptogram == null ? components(body, type) : cryptogram(body, type, transport, cryptogram))
                .recover(error ->
                        Future.failedFuture(error instanceof SecurityModuleException ? KeyControl.words(error) : error))
                .map(key -> checked(key, body.optional("kcv")));
    }

    private Future<WrappedKey> components(Body body, KeyType type) {
        List<byte[]> components = new ArrayList<>();
        try {
            for (String each : body.texts("components")) {
                components.add(bytes(each));
            }
            if (components.size() < MIN_COMPONENTS || components.size() > MAX_COMPONENTS) {
                throw new IllegalArgumentException("a key has two or three components");
            }
            refuseTwins(components);
            return stores.securityModule()
                    .importClear(type, algorithm(body, components.getFirst().length), components)
                    .onComplete(done -> wipe(components));
        } catch (IllegalArgumentException e) {
            wipe(components);
            throw e;
        }
    }

    private static void wipe(List<byte[]> components) {
        components.forEach(each -> Arrays.fill(each, (byte) 0));
    }

    /** The same component twice cancels itself out: with two of them the key would be all zeros. */
    private static void refuseTwins(List<byte[]> components) {
        for (int i = 0; i < components.size(); i++) {
            for (int j = i + 1; j < components.size(); j++) {
                if (MessageDigest.isEqual(components.get(i), components.get(j))) {
                    throw new IllegalArgumentException("two components are the same");
                }
            }
        }
    }

    private Future<WrappedKey> cryptogram(Body body, KeyType type, KeyOwner transport, String cryptogram) {
        if (cryptogram.length() > MAX_CRYPTOGRAM_LENGTH) {
            throw new IllegalArgumentException("a cryptogram has at most " + MAX_CRYPTOGRAM_LENGTH + " characters");
        }
        KeyScheme scheme = switch (body.text("scheme", "ecb")) {
            case "ecb" -> KeyScheme.ECB;
            case "tr31" -> KeyScheme.TR31;
            default -> throw new IllegalArgumentException("scheme is ecb or tr31");
        };
        byte[] sealed = scheme == KeyScheme.ECB ? bytes(cryptogram) : cryptogram.getBytes(StandardCharsets.US_ASCII);
        return stores.keys()
                .current(transport, KeyType.ZMK)
                .compose(kek -> stores.securityModule()
                        .importUnder(
                                kek.orElseThrow(() -> ChangeRefused.conflict(transport.id()
                                                + " has no transport key: txswitch terminal key --family "
                                                + transport.id() + " --transport"))
                                        .key(),
                                type,
                                scheme,
                                sealed));
    }

    private static byte[] bytes(String hex) {
        try {
            return HexFormat.of().parseHex(hex.replace(" ", ""));
        } catch (IllegalArgumentException e) {
            // Not the parser's words: they quote what was given.
            throw new IllegalArgumentException("a key is written in hex");
        }
    }

    private static KeyAlgorithm algorithm(Body body, int keyBytes) {
        String family = body.text("algorithm", "tdes");
        try {
            return switch (family) {
                case "tdes" -> KeyAlgorithm.desOf(keyBytes);
                case "aes" -> KeyAlgorithm.aesOf(keyBytes);
                default -> throw new IllegalArgumentException("algorithm is tdes or aes");
            };
        } catch (SecurityModuleException e) {
            throw new IllegalArgumentException("no key of " + family + " has " + keyBytes + " bytes");
        }
    }

    private WrappedKey checked(WrappedKey key, @Nullable String kcv) {
        if (kcv != null && !key.hasKcv(kcv)) {
            throw new IllegalArgumentException("the check value is " + key.kcv() + ": the key is not the one meant");
        }
        if (!testKeys.mayKeep(key)) {
            throw new IllegalArgumentException("the key is a published one, for the sandbox only");
        }
        return key;
    }
}
