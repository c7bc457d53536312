package io.txswitch.iso8583.terminal;

import static io.txswitch.iso8583.TestWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.contract.BatchContents;
import io.txswitch.core.model.Kind;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.crypto.KeyAlgorithm;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.keys.KeyOwner;
import io.txswitch.iso8583.registry.InMemoryTerminalRegistry;
import io.txswitch.iso8583.registry.Terminal;
import io.txswitch.sandbox.crypto.SandboxKeys;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.unionpay.CardEntry;
import io.txswitch.sandbox.pos.unionpay.Settlement;
import io.txswitch.sandbox.pos.unionpay.Slip;
import io.txswitch.sandbox.pos.unionpay.UnionPayOptions;
import io.txswitch.sandbox.pos.unionpay.UnionPayTerminal;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sandbox's terminal, which reads the UnionPay profile on its own, against the server. */
@ExtendWith(VertxExtension.class)
class SandboxTerminalTest {
    private static final String MERCHANT = "M00000000000001";
    private static final String ID = "U0000001";

    private final Vertx vertx = Vertx.vertx();
    private final VertxBus bus = new VertxBus(vertx, TestWorld.KEYS);
    private final FakeCore core = new FakeCore();
    private final TerminalConfig config = TestFamilies.config("""
            terminal:
              port: 0
              families:
                - name: unionpay
                  dialect: unionpay-pos
                  framing: unionpay-pos
                  keys: unionpay-003
                  max-offline-minor: 100000
              listeners:
                - family: unionpay
            """);
    private UnionPayTerminal pos;

    @BeforeEach
    void start() {
        InMemoryTerminalRegistry registry = new InMemoryTerminalRegistry(InstantSource.system());
        TerminalServices services = TestServices.of(bus, config.families(), registry, InstantSource.system());
        core.serve(bus);
        TerminalVerticle server =
                new TerminalVerticle(config, TestWorld.MERCHANTS, services, TestWorld.KEYS, new SimpleMeterRegistry());
        await(vertx.deployVerticle(server));
        await(registry.add(new Terminal(ID, MERCHANT, "unionpay", Terminal.Status.ACTIVE, "", Instant.now())));
        byte[] tmk = HexFormat.of().parseHex(SandboxKeys.TMK);
        await(services.module()
                .importClear(KeyType.TMK, KeyAlgorithm.TDES2, List.of(tmk))
                .compose(key -> services.keys().put(KeyOwner.terminal(ID), key)));
        pos = await(UnionPayTerminal.connect(
                vertx, UnionPayOptions.of(server.ports().get(1), ID, TestWorld.MERCHANT)));
    }

    @AfterEach
    void stop() {
        await(pos.close());
        await(vertx.close());
    }

    @Test
    void aDayAtTheCounter() {
        assertThat(await(pos.echo())).isEqualTo("00");
        assertThat(await(pos.signIn())).isEqualTo("00");
        CardEntry chip = CardEntry.of(CardEntry.Way.INSERT, CardDeck.unionPaySample());

        Slip sale = approved(await(pos.sale(1_000, chip)), Kind.SALE);
        approved(await(pos.voidOf(sale)), Kind.VOID);
        Slip tipped = approved(await(pos.sale(2_000, chip)), Kind.SALE);
        approved(await(pos.tip(tipped, 200)), Kind.ADJUSTMENT);
        approved(await(pos.refund(tipped, 500)), Kind.REFUND);
        Slip held = approved(await(pos.preAuth(3_000, chip)), Kind.PRE_AUTH);
        approved(await(pos.complete(held, 2_500)), Kind.COMPLETION);
        Slip other = approved(await(pos.preAuth(3_000, chip)), Kind.PRE_AUTH);
        approved(await(pos.completeByAdvice(other, 2_500)), Kind.ADVICE);
        approved(
                await(pos.offlineSale(700, CardEntry.of(CardEntry.Way.INSERT, CardDeck.unionPaySample()))),
                Kind.ADVICE);
        approved(await(pos.balance(chip)), Kind.BALANCE);
        approved(await(pos.sale(900, CardEntry.qr("281234567890123456"))), Kind.CODE_PAYMENT);

        assertThat(core.submitted)
                .allSatisfy(each -> assertThat(each.pos().batch()).isEqualTo("000001"));
        assertThat(core.reversed).isEmpty();
    }

    private Slip approved(Slip slip, Kind kind) {
        assertThat(slip.responseCode()).as(kind + " " + slip.note()).isEqualTo("00");
        assertThat(core.submitted.getLast().kind()).isEqualTo(kind);
        return slip;
    }

    @Test
    void theBatchIsSettledAndTheNextOneBegins() {
        await(pos.signIn());
        approved(await(pos.sale(1_000, CardEntry.of(CardEntry.Way.INSERT, CardDeck.unionPaySample()))), Kind.SALE);
        core.batch = new BatchContents(1, 1_000, 0, 0, List.of());

        Settlement settled = await(pos.settle());

        assertThat(settled.balanced()).isTrue();
        assertThat(settled.finished()).isTrue();
        assertThat(pos.batchNumber()).isEqualTo("000002");
        approved(await(pos.sale(1_000, CardEntry.of(CardEntry.Way.TAP, CardDeck.unionPaySample()))), Kind.SALE);
        assertThat(core.submitted.getLast().pos().batch()).isEqualTo("000002");
    }

    @Test
    void aBatchThatDiffersIsUploaded() {
        await(pos.signIn());
        for (int i = 0; i < 10; i++) {
            approved(await(pos.sale(1_000, CardEntry.qr("134567890123456789"))), Kind.CODE_PAYMENT);
        }

        Settlement settled = await(pos.settle());

        assertThat(settled.balanced()).isFalse();
        assertThat(settled.uploaded()).isEqualTo(10);
        assertThat(settled.finished()).isTrue();
    }

    @Test
    void aSwipedChipCardIsSentToTheChipReaderUnlessTheChipFailed() {
        await(pos.signIn());

        assertThat(await(pos.sale(1_000, CardEntry.of(CardEntry.Way.SWIPE, CardDeck.unionPaySample())))
                        .responseCode())
                .isEqualTo("45");
        assertThat(await(pos.sale(1_000, CardEntry.of(CardEntry.Way.FALLBACK, CardDeck.unionPaySample())))
                        .responseCode())
                .isEqualTo("00");
    }
}
