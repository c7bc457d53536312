package io.txswitch.iso8583.terminal;

import io.txswitch.core.config.KeyRing;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.Money;
import io.txswitch.iso8583.codec.De;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What must be the same in a repeat, field by field: a terminal may write the same request in other bytes. */
final class Fingerprint {
    private final KeyRing keys;

    Fingerprint(KeyRing keys) {
        this.keys = keys;
    }

    /** Hex SHA-256; the fields are named, so that no two contents read alike. */
    String of(Demand demand, String merchant, String product, Money money, @Nullable CardData card) {
        String fields = "asked=" + demand.asked()
                + "\nprocessing=" + demand.message().text(De.PROCESSING_CODE)
                + "\namount=" + money.amountMinor()
                + "\ncurrency=" + money.currency()
                + "\nproduct=" + product
                + "\ncard=" + (card == null ? "" : keys.hash(card.pan()))
                + "\nmerchant=" + merchant;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(fields.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
