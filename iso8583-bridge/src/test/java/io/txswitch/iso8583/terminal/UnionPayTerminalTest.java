package io.txswitch.iso8583.terminal;

import static io.txswitch.iso8583.TestWorld.await;
import static io.txswitch.iso8583.terminal.TestTerminal.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.contract.BatchContents;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.KeyAlgorithm;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.txswitch.iso8583.keys.KeyOwner;
import io.txswitch.iso8583.registry.Batches;
import io.txswitch.iso8583.registry.InMemoryTerminalRegistry;
import io.txswitch.iso8583.registry.Terminal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A terminal of the UnionPay profile against the server: keys, MACs, transactions, settlement. */
@ExtendWith(VertxExtension.class)
class UnionPayTerminalTest {
    private static final String MASTER = "0123456789ABCDEFFEDCBA9876543210";

    private final Vertx vertx = Vertx.vertx();
    private final VertxBus bus = new VertxBus(vertx, TestWorld.KEYS);
    private final FakeCore core = new FakeCore();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TerminalConfig config = TestFamilies.config("""
            terminal:
              port: 0
              profiles:
                - match: "T*"
              families:
                - name: unionpay
                  dialect: unionpay-pos
                  framing: unionpay-pos
                  keys: unionpay-003
                  max-offline-minor: 100000
              listeners:
                - family: unionpay
                  port: 0
            """);
    private final InMemoryTerminalRegistry registry = new InMemoryTerminalRegistry(InstantSource.system());
    private final TerminalServices services = TestServices.of(bus, config.families(), registry, InstantSource.system());
    private TerminalVerticle server;
    private WrappedKey master;
    private TestTerminal pos;

    @BeforeEach
    void start() {
        core.serve(bus);
        server = new TerminalVerticle(config, TestWorld.MERCHANTS, services, TestWorld.KEYS, meters);
        await(vertx.deployVerticle(server));
        master = await(services.module()
                .importClear(
                        KeyType.TMK, KeyAlgorithm.TDES2, List.of(HexFormat.of().parseHex(MASTER))));
        add("U0000001", Terminal.Status.ACTIVE);
        await(services.keys().put(KeyOwner.terminal("U0000001"), master));
        pos = terminal("U0000001");
    }

    private void add(String id, Terminal.Status status) {
        await(registry.add(new Terminal(id, TestWorld.MERCHANT, "unionpay", status, "", Instant.now())));
    }

    private TestTerminal terminal(String id) {
        return new TestTerminal(vertx, server.ports().get(1), id, services.module(), master);
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void aTerminalSignsInAndSellsWithAPin() {
        IsoMessage signedIn = pos.signIn();
        byte[] sale = pos.sealed(pos.pinSale(1_000));
        pos.send(sale);
        byte[] answered = pos.answerFrame().message();
        IsoMessage answer = (IsoMessage) config.ports().get(1).dialect().codec().decode(answered);

        assertThat(code(signedIn)).isEqualTo("00");
        assertThat(signedIn.bytes(De.PRIVATE_62)).hasSize(40);
        assertThat(signedIn.text(De.PRIVATE_60)).isEqualTo("00000001003");
        assertThat(signedIn.text(De.LOCAL_DATE)).hasSize(4);
        assertThat(signedIn.text(De.LOCAL_TIME)).hasSize(6);
        assertThat(code(answer)).isEqualTo("00");
        assertThat(answer.text(De.AUTH_CODE)).isEqualTo("A1B2C3");
        assertThat(answer.text(De.LOCAL_DATE)).hasSize(4);
        assertThat(answer.has(De.PAN) || answer.has(De.TRACK_2)).isFalse();
        assertThat(pos.isAuthentic(answered)).isTrue();
        assertThat(core.submitted.getFirst().card().pinBlock().key()).isEqualTo("TERMINAL/U0000001/PIK/1");
        assertThat(core.submitted.getFirst().card().pinBlock().format()).isZero();
    }

    @Test
    void theReplyGoesBackThroughTheEnvelopeItCameIn() {
        pos.send(config.ports().get(1).dialect().codec().encode(pos.network("0820", "301")));

        String sent = HexFormat.of().formatHex(pos.answerFrame().toBuffer().getBytes());

        assertThat(sent.substring(4, 14)).isEqualTo("6000000525");
        assertThat(sent.substring(14, 26)).isEqualTo("603100311001");
    }

    @Test
    void oneFlippedBitAnywhereIsA0AndNothingIsSubmitted() {
        pos.signIn();
        byte[] sale = pos.sealed(pos.pinSale(1_000));
        byte[] amount = sale.clone();
        amount[24] ^= 1;
        byte[] mac = sale.clone();
        mac[mac.length - 1] ^= 1;

        for (byte[] each : List.of(amount, mac)) {
            pos.send(each);
            byte[] answered = pos.answerFrame().message();
            IsoMessage answer =
                    (IsoMessage) config.ports().get(1).dialect().codec().decode(answered);
            assertThat(code(answer)).isIn("A0", "30");
            assertThat(code(answer).equals("30") || pos.isAuthentic(answered)).isTrue();
        }

        assertThat(core.submitted).isEmpty();
        assertThat(meters.counter("txswitch_terminal_refusals", "why", "BAD_MAC")
                        .count())
                .isPositive();
    }

    @Test
    void aMessageWithoutAMacIsRefusedLikeAWrongOne() {
        pos.signIn();

        IsoMessage answer = pos.ask(pos.pinSale(1_000).build());

        assertThat(code(answer)).isEqualTo("A0");
        assertThat(new String(answer.text(De.PRIVATE_63).getBytes(StandardCharsets.ISO_8859_1), Charset.forName("GBK")))
                .contains("校验错请签到");
        assertThat(core.submitted).isEmpty();
    }

    @Test
    void whoIsUnknownBlockedWithoutKeysOrAtTheWrongPortIsToldSo() {
        add("U0000002", Terminal.Status.BLOCKED);
        add("U0000003", Terminal.Status.ACTIVE);
        TestTerminal stranger = terminal("Z0000001");
        TestTerminal blocked = terminal("U0000002");
        TestTerminal keyless = terminal("U0000003");

        assertThat(code(stranger.signIn())).isEqualTo("97");
        assertThat(code(blocked.signIn())).isEqualTo("58");
        assertThat(code(keyless.signIn())).isEqualTo("77");
        assertThat(code(keyless.ask(keyless.pinSale(1_000).build()))).isEqualTo("77");
        assertThat(core.submitted).isEmpty();
    }

    @Test
    void theKeysBeforeStayGoodForAMoment() {
        pos.signIn();
        byte[] underWay = pos.sealed(pos.pinSale(1_000));
        TestTerminal again = terminal("U0000001");
        again.signIn();

        assertThat(code(pos.ask(underWay))).isEqualTo("00");
        assertThat(core.submitted.getFirst().card().pinBlock().key()).isEqualTo("TERMINAL/U0000001/PIK/1");
        assertThat(code(again.ask(again.sealed(again.pinSale(2_000))))).isEqualTo("00");
        assertThat(core.submitted.get(1).card().pinBlock().key()).isEqualTo("TERMINAL/U0000001/PIK/2");
    }

    @Test
    void whoHasSignedOffSignsInFirst() {
        pos.signIn();
        terminal("U0000001").signIn();

        assertThat(code(pos.ask(pos.network("0820", "002")))).isEqualTo("00");
        assertThat(code(pos.ask(pos.sealed(pos.pinSale(1_000))))).isEqualTo("77");
    }

    @Test
    void aReplayedMessageIsTheSameTransaction() {
        pos.signIn();
        byte[] sale = pos.sealed(pos.pinSale(1_000));
        pos.ask(sale);
        pos.ask(sale);

        SubmitPayment first = core.submitted.get(0);
        SubmitPayment second = core.submitted.get(1);
        assertThat(second.dedupeKey()).isEqualTo(first.dedupeKey());
        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    }

    @Test
    void eachTransactionIsAskedForAndAnswered() {
        pos.signIn();
        String original = io.txswitch.core.model.TxId.firstAt(Instant.now()).rrn();
        for (String[] each : new String[][] {
            {"0200", "310000", "00", "01", "BALANCE"},
            {"0200", "200000", "00", "23", "VOID"},
            {"0220", "200000", "00", "25", "REFUND"},
            {"0100", "030000", "06", "10", "PRE_AUTH"},
            {"0100", "200000", "06", "11", "VOID"},
            {"0200", "000000", "06", "20", "COMPLETION"},
            {"0200", "200000", "06", "21", "VOID"},
            {"0220", "000000", "06", "24", "ADVICE"},
            {"0220", "000000", "00", "30", "ADVICE"},
            {"0220", "000000", "00", "34", "ADJUSTMENT"},
        }) {
            IsoMessage.Builder message =
                    pos.transaction(each[0], each[1], each[2], each[3], 1_000).set(De.AUTH_CODE, "A1B2C3");
            boolean first = each[4].equals("BALANCE") || each[4].equals("PRE_AUTH");
            message.set(De.RRN, first ? null : original);

            IsoMessage answer = pos.ask(pos.sealed(message));

            assertThat(code(answer)).as(each[4]).isEqualTo("00");
            assertThat(core.submitted.getLast().kind()).isEqualTo(Kind.valueOf(each[4]));
        }
    }

    @Test
    void aBalanceComesBackInItsElement() {
        pos.signIn();
        core.sale = command -> Future.succeededFuture(FakeCore.approved(command).withBalance("0002156C000000123456"));

        IsoMessage answer = pos.ask(pos.sealed(pos.transaction("0200", "310000", "00", "01", 0)));

        assertThat(answer.text(De.ADDITIONAL_AMOUNTS)).isEqualTo("0002156C000000123456");
    }

    @Test
    void anApprovalInPartIsTheAnsweredAmount() {
        pos.signIn();
        core.sale = command -> Future.succeededFuture(new Outcome(
                Outcome.Result.APPROVED, FakeCore.view(command, Money.cny(600), "A1B2C3"), null, "10", null, false));
        IsoMessage.Builder sale = pos.pinSale(1_000).set(De.PRIVATE_60, "22" + pos.batch + "000501");

        IsoMessage answer = pos.ask(pos.sealed(sale));

        assertThat(code(answer)).isEqualTo("10");
        assertThat(answer.text(De.AMOUNT)).isEqualTo("000000000600");
        assertThat(core.submitted.getFirst().pos().partialAllowed()).isTrue();
    }

    @Test
    void aScannedCodeIsPaidByItsWalletAndHasACodeOfOurs() {
        pos.signIn();
        IsoMessage scanned = pos.transaction("0200", "000000", "00", "22", 1_000)
                .set(De.ENTRY_MODE, "032")
                .set(De.PRIVATE_62, "QR281234567890123456".getBytes(StandardCharsets.US_ASCII))
                .build();
        IsoMessage.Builder withoutTrack = IsoMessage.of("0200").copy(scanned, 3, 4, 11, 22, 25, 41, 42, 49, 60, 62);

        IsoMessage answer = pos.ask(pos.sealed(withoutTrack));

        assertThat(code(answer)).isEqualTo("00");
        assertThat(answer.text(De.AUTH_CODE)).isEqualTo(answer.text(De.RRN).substring(6));
        assertThat(core.submitted.getFirst().product()).isEqualTo("alipay_code");
    }

    @Test
    void aReversalFollowsItsSaleAlthoughBothWaitForKeys() {
        pos.signIn();
        Queue<Promise<Outcome>> held = new ConcurrentLinkedQueue<>();
        core.sale = command -> {
            Promise<Outcome> promise = Promise.promise();
            held.add(promise);
            return promise.future();
        };
        IsoMessage.Builder sale = pos.pinSale(1_000);
        IsoMessage.Builder reversal = IsoMessage.of("0400")
                .copy(sale.build(), 3, 4, 11, 22, 25, 41, 42, 49, 60)
                .set(De.RESPONSE_CODE, "98");
        pos.send(TestTerminal.frame(pos.sealed(sale)).appendBuffer(TestTerminal.frame(pos.sealed(reversal))));

        IsoMessage answer = pos.answer();

        assertThat(answer.mti()).isEqualTo("0410");
        assertThat(code(answer)).isEqualTo("00");
        assertThat(core.reversed.getFirst().originalKey())
                .isEqualTo(core.submitted.getFirst().dedupeKey());
        held.forEach(each -> each.complete(Outcome.refused(Reason.REVERSED_BEFORE)));
        assertThat(code(pos.answer())).isEqualTo("22");
    }

    @Test
    void aBatchThatBalancesIsClosedAndTheNextOneBegins() {
        pos.signIn();
        core.batch = new BatchContents(2, 3_000, 1, 500, List.of());
        IsoMessage settlement = settlement("000000003000002000000000500001");

        IsoMessage answer = pos.ask(settlement);
        IsoMessage repeated = pos.ask(settlement);

        assertThat(code(answer)).isEqualTo("00");
        assertThat(answer.text(De.PRIVATE_48)).hasSize(62).satisfies(totals -> {
            assertThat(totals.charAt(30)).isEqualTo('1');
            assertThat(totals.charAt(61)).isEqualTo('1');
        });
        assertThat(repeated.text(De.PRIVATE_48)).isEqualTo(answer.text(De.PRIVATE_48));
        assertThat(core.read).hasSize(1);
        assertThat(code(pos.ask(pos.sealed(pos.pinSale(1_000))))).isEqualTo("77");
        pos.signIn();
        assertThat(pos.batch).isEqualTo("000002");
        assertThat(code(pos.ask(pos.sealed(pos.pinSale(1_000))))).isEqualTo("00");
    }

    @Test
    void aBatchThatDoesNotBalanceIsUploadedAndComparedWithTheJournal() {
        pos.signIn();
        pos.ask(pos.sealed(pos.pinSale(1_000)));
        PaymentView known = FakeCore.view(core.submitted.getFirst(), Money.cny(1_000), "A1B2C3");
        core.batch = new BatchContents(1, 1_000, 0, 0, List.of(known));
        String trace = String.valueOf(known.trace());
        String card = "0".repeat(20);

        IsoMessage settled = pos.ask(settlement("000000003000002000000000000000"));
        IsoMessage list = IsoMessage.of("0320")
                .copy(pos.network("0320", "201"), 11, 41, 42, 60)
                .set(
                        De.PRIVATE_48,
                        "03" + "00" + trace + card + "000000001000" + "00" + "000999" + card + "000000002000" + "00"
                                + "000998" + card + "000000000001")
                .build();
        IsoMessage uploaded = pos.ask(pos.sealed(IsoMessage.of("0320").copy(list, 11, 41, 42, 48, 60)));
        IsoMessage end = pos.ask(pos.sealed(IsoMessage.of("0320")
                .copy(pos.network("0320", "207"), 11, 41, 42, 60)
                .set(De.PRIVATE_48, "0003")));

        assertThat(settled.text(De.PRIVATE_48).charAt(30)).isEqualTo('2');
        assertThat(code(uploaded)).isEqualTo("00");
        assertThat(code(end)).isEqualTo("00");
        assertThat(await(services.batches().summary("U0000001", "000001")).orElseThrow())
                .extracting(Batches.Summary::uploaded, Batches.Summary::matching, Batches.Summary::unknown)
                .containsExactly(3, 1, 2);
    }

    private IsoMessage settlement(String domestic) {
        return IsoMessage.of("0500")
                .copy(pos.network("0500", "201"), 11, 41, 42, 60)
                .set(De.PRIVATE_48, domestic + "0" + "0".repeat(31))
                .build();
    }

    @Test
    void segmentsAreCutAndJoinedAnyhow() {
        pos.signIn();
        byte[] whole = TestTerminal.frame(pos.sealed(pos.pinSale(1_000))).getBytes();
        for (byte each : whole) {
            pos.send(Buffer.buffer(new byte[] {each}));
        }
        assertThat(code(pos.answer())).isEqualTo("00");
        Buffer hundred = Buffer.buffer();
        for (int i = 0; i < 100; i++) {
            hundred.appendBuffer(TestTerminal.frame(pos.sealed(pos.pinSale(1_000))));
        }
        pos.send(hundred);
        for (int i = 0; i < 100; i++) {
            assertThat(code(pos.answer())).isEqualTo("00");
        }
        Awaitility.await().until(() -> core.submitted.size() == 101);
    }
}
