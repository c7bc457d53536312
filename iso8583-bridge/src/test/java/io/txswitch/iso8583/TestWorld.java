package io.txswitch.iso8583;

import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Pan;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.PinBlock;
import io.txswitch.core.model.Secret;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What every test of this module needs: keys, a merchant, numbers, patience. */
public final class TestWorld {
    public static final KeyRing KEYS = KeyRing.of(new Secret(Base64.getEncoder().encodeToString(new byte[32])));
    public static final String MERCHANT = "M00000000000001";
    public static final Map<String, Merchant> MERCHANTS =
            Map.of(MERCHANT, new Merchant(MERCHANT, "Shop", null, null, null, null));

    private static final AtomicLong NEXT_ID = new AtomicLong(System.currentTimeMillis() << 20);

    private TestWorld() {}

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public static TxId nextId() {
        return new TxId(NEXT_ID.incrementAndGet());
    }

    public static CardData card() {
        return new CardData(
                new Pan("4111111111111111"),
                "3012",
                "021",
                null,
                new Secret("4111111111111111=301210100000"),
                null,
                PinBlock.sharedWithBank(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    }

    public static TxHeader header(TxId id, long amountMinor, CardData card) {
        Instant now = Instant.now();
        return new TxHeader(
                id,
                Kind.SALE,
                "t:T0000001:0321:" + id,
                "f",
                MERCHANT,
                "T0000001",
                "card",
                Money.cny(amountMinor),
                KEYS.view(card),
                null,
                "000001",
                "0321183045",
                null,
                null,
                null,
                now,
                now.plusSeconds(30),
                "n1");
    }

    /** The same transaction with another end of the client's patience. */
    public static TxHeader promisedBy(TxHeader h, Instant answerBy) {
        return new TxHeader(
                h.id(),
                h.kind(),
                h.dedupeKey(),
                h.fingerprint(),
                h.merchantId(),
                h.terminalId(),
                h.product(),
                h.money(),
                h.card(),
                h.orderNo(),
                h.trace(),
                h.localDateTime(),
                h.original(),
                h.subject(),
                h.notifyUrl(),
                h.receivedAt(),
                answerBy,
                h.node());
    }

    public static PaymentView view(TxHeader header, Phase phase, String authCode) {
        return new PaymentView(
                header.id(),
                1,
                header.kind(),
                phase,
                null,
                header.merchantId(),
                header.terminalId(),
                header.product(),
                header.money(),
                0,
                null,
                header.trace(),
                header.localDateTime(),
                null,
                "bank-a",
                "00",
                authCode,
                null,
                null,
                "411111******1111",
                null,
                null,
                "n1",
                header.receivedAt(),
                header.receivedAt());
    }
}
