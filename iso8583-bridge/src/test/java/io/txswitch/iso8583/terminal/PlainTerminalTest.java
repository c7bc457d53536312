package io.txswitch.iso8583.terminal;

import static io.txswitch.iso8583.TestWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.contract.BatchContents;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.codec.Samples;
import io.txswitch.iso8583.crypto.KeyAlgorithm;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.MacAlgorithm;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.txswitch.iso8583.keys.KeyOwner;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terminals of plain ISO 8583: settlement, MACs of every algorithm in packed and in readable form. */
@ExtendWith(VertxExtension.class)
class PlainTerminalTest {
    private final Vertx vertx = Vertx.vertx();
    private final VertxBus bus = new VertxBus(vertx, TestWorld.KEYS);
    private final FakeCore core = new FakeCore();

    @BeforeEach
    void start() {
        core.serve(bus);
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    /** A desk with its session, and what it asks. */
    private record Counter(TerminalDesk desk, Dialect dialect, TerminalServices services) {
        byte[] serve(byte[] message) {
            TraceOrder order = new TraceOrder();
            return await(desk.serve(message, new TerminalDesk.Session() {
                @Override
                public TraceOrder order() {
                    return order;
                }

                @Override
                public void admitted(String terminalId) {}
            }));
        }

        IsoMessage ask(IsoMessage message) {
            return (IsoMessage) dialect.codec().decode(serve(dialect.codec().encode(message)));
        }
    }

    private Counter counter(String family) {
        TerminalConfig config = TestFamilies.config("""
                terminal:
                  profiles:
                    - match: "T*"
                  families:
                    - {name: plain, %s}
                  listeners:
                    - family: plain
                """.formatted(family));
        TerminalServices services = TestServices.of(bus, config.families());
        Listener listener = config.ports().get(1);
        DeskBuilder desks = new DeskBuilder(
                config,
                new TerminalMapping(TestWorld.MERCHANTS, TestWorld.KEYS, InstantSource.system(), 1_000),
                services,
                InstantSource.system(),
                new TerminalMetrics(new SimpleMeterRegistry()));
        return new Counter(desks.deskFor(listener), listener.dialect(), services);
    }

    @ParameterizedTest
    @CsvSource({
        "iso87-binary, x9.9, DES, 70",
        "iso87-binary, x9.19, TDES2, 0",
        "iso87-binary, cmac, AES128, 0",
        "iso87-ascii, x9.19, TDES2, 0",
        "iso87-ascii, cmac, AES128, 70",
        "iso87-ascii, unionpay-ecb, DES, 0",
    })
    void aMessageIsAuthenticatedByEachAlgorithm(String dialect, String algorithm, KeyAlgorithm key, int beyond) {
        Counter counter = counter("dialect: " + dialect + ", mac: required, mac-algorithm: " + algorithm);
        WrappedKey mak = await(counter.services().module().generate(KeyType.MAK, key));
        await(counter.services().keys().put(KeyOwner.terminal("T0000001"), mak));
        IsoMessage.Builder sale = plainSale();
        sale.set(beyond, beyond == 0 ? null : "301");
        MessageMac macs = new MessageMac(counter.dialect().codec());
        byte[] room = macs.withRoom(sale.build());
        byte[] mac = await(counter.services().module().mac(mak, MacAlgorithm.of(algorithm), macs.covered(room)));
        byte[] sealed = macs.filled(room, mac);

        byte[] answered = counter.serve(sealed);

        IsoMessage answer = (IsoMessage) counter.dialect().codec().decode(answered);
        assertThat(answer.text(De.RESPONSE_CODE)).isEqualTo("00");
        byte[] right = await(counter.services().module().mac(mak, MacAlgorithm.of(algorithm), macs.covered(answered)));
        assertThat(macs.of(answer)).startsWith(right);
        sealed[20] ^= 1;
        IsoMessage refused = (IsoMessage) counter.dialect().codec().decode(counter.serve(sealed));
        assertThat(refused.text(De.RESPONSE_CODE)).isIn("A0", "30");
        assertThat(core.submitted).hasSize(1);
    }

    private static IsoMessage.Builder plainSale() {
        return IsoMessage.of("0200").copy(Samples.sale(), 2, 3, 4, 7, 11, 12, 13, 22, 35, 41, 42, 49);
    }

    @Test
    void whereAMacIsAcceptedAMessageMayHaveNone() {
        Counter counter = counter("mac: accepted, mac-algorithm: x9.19");
        IsoMessage sale = plainSale().build();

        IsoMessage answer = counter.ask(sale);

        assertThat(answer.text(De.RESPONSE_CODE)).isEqualTo("00");
        assertThat(answer.has(De.MAC_64) || answer.has(De.MAC_128)).isFalse();
    }

    @Test
    void aBatchIsSettledByItsTotals() {
        Counter counter = counter("dialect: iso87-binary");
        core.batch = new BatchContents(2, 3_000, 1, 500, List.of());
        IsoMessage.Builder right = settlement("0000000002", "0000000000003000", "D0000000000002500");
        IsoMessage.Builder wrong =
                settlement("0000000003", "0000000000004000", null).set(De.PRIVATE_60, "000009");

        IsoMessage balanced = counter.ask(right.build());
        IsoMessage different = counter.ask(wrong.build());
        IsoMessage contradiction = counter.ask(settlement("0000000002", "0000000000003000", "C0000000000002500")
                .build());

        assertThat(balanced.text(De.RESPONSE_CODE)).isEqualTo("00");
        assertThat(balanced.text(De.SETTLEMENT_CODE)).isEqualTo("1");
        assertThat(different.text(De.RESPONSE_CODE)).isEqualTo("95");
        assertThat(different.text(De.SETTLEMENT_CODE)).isEqualTo("2");
        assertThat(different.text(De.DEBITS_AMOUNT)).isEqualTo("0000000000003000");
        assertThat(different.text(De.RESPONSE_TEXT)).isEqualTo("Totals differ");
        assertThat(contradiction.text(De.RESPONSE_CODE)).isEqualTo("30");
        assertThat(core.read).extracting(each -> each.batch()).containsExactly("000008", "000009");
    }

    private static IsoMessage.Builder settlement(String debits, String debitMinor, String net) {
        return IsoMessage.of("0500")
                .copy(Samples.sale(), 7, 11, 12, 13, 41, 42, 49)
                .set(De.PRIVATE_60, "000008")
                .set(De.DEBITS_NUMBER, debits)
                .set(De.DEBITS_AMOUNT, debitMinor)
                .set(De.CREDITS_NUMBER, "0000000001")
                .set(De.CREDITS_AMOUNT, "0000000000000500")
                .set(De.NET_AMOUNT, net);
    }

    @Test
    void aDukptTerminalNamesItsKeyWithEachMessage() {
        Counter counter = counter("mac: none, keys: dukpt, pin: translate");
        WrappedKey bdk = await(counter.services().module().generate(KeyType.BDK, KeyAlgorithm.TDES2));
        await(counter.services().keys().put(KeyOwner.family("plain"), bdk));
        IsoMessage.Builder sale = plainSale().copy(Samples.sale(), De.PIN_BLOCK);

        IsoMessage named =
                counter.ask(sale.set(De.PRIVATE_62, "KSNFFFF9876543210E00001").build());
        IsoMessage nameless = counter.ask(sale.set(De.PRIVATE_62, "QR").build());

        assertThat(named.text(De.RESPONSE_CODE)).isEqualTo("00");
        assertThat(core.submitted.getFirst().card().pinBlock().key())
                .isEqualTo("DUKPT/FAMILY/plain/FFFF9876543210E00001");
        assertThat(nameless.text(De.RESPONSE_CODE)).isEqualTo("99");
        assertThat(core.submitted).hasSize(1);
    }

    @Test
    void aNumberThatReadsLikeOursButNamesNothingGivesWayToTheNextName() {
        Counter counter = counter("dialect: iso87-binary");
        core.sale = command -> Future.succeededFuture(
                command.original() != null ? Outcome.refused(Reason.ORIGINAL_NOT_FOUND) : FakeCore.approved(command));
        IsoMessage refund = IsoMessage.of("0220")
                .copy(Samples.sale(), 2, 4, 7, 11, 12, 13, 22, 35, 41, 42, 49)
                .set(De.PROCESSING_CODE, "200000")
                .set(De.RRN, TxId.firstAt(Instant.now()).rrn())
                .set(De.PRIVATE_61, "000007000041")
                .build();

        assertThat(counter.ask(refund).text(De.RESPONSE_CODE)).isEqualTo("00");
        assertThat(core.submitted).hasSize(2);
        assertThat(core.submitted.get(1).originalKey()).isEqualTo("t:T0000001:b000007:000041");
    }
}
