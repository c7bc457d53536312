package io.txswitch.iso8583.terminal;

import static io.txswitch.iso8583.TestWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.BusException;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.FrameReader;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.codec.Samples;
import io.txswitch.iso8583.codec.Tpdu;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.PosAnswer;
import io.txswitch.sandbox.pos.PosOptions;
import io.txswitch.sandbox.pos.PosRequest;
import io.txswitch.sandbox.pos.PosTerminal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.channel.NACChannel;
import org.jpos.iso.packager.GenericPackager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class TerminalVerticleTest {
    private final Vertx vertx = Vertx.vertx();
    private final VertxBus bus = new VertxBus(vertx, TestWorld.KEYS);
    private final FakeCore core = new FakeCore();
    private TerminalVerticle server;
    private String deployment;

    @BeforeEach
    void start() {
        deploy(60_000, 60_000, 500);
    }

    private void deploy(long idleMs, long frameMs, long answerMs) {
        TerminalConfig config = new TerminalConfig(
                "127.0.0.1",
                0,
                Dialects.iso87Binary(),
                Framings.nac(),
                4,
                16,
                65_536,
                idleMs,
                frameMs,
                answerMs,
                5_000,
                List.of(new TerminalConfig.Profile("T*", null)));
        server = new TerminalVerticle(
                config,
                TestWorld.MERCHANTS,
                TestServices.of(bus, config.families()),
                TestWorld.KEYS,
                new SimpleMeterRegistry());
        deployment = await(vertx.deployVerticle(server));
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void aTerminalSellsEchoesAndReverses() {
        core.serve(bus);
        PosTerminal pos = pos();

        assertThat(await(pos.echo()).approved()).isTrue();
        PosAnswer stripe = await(pos.magstripeSale(CardDeck.visa(), 1_000));
        PosAnswer chip = await(pos.chipSale(CardDeck.unionPaySample(), 2_000));
        PosAnswer reversed = await(pos.reverse(chip.request()));

        assertThat(stripe.approved()).isTrue();
        assertThat(stripe.message().text(38)).isEqualTo("A1B2C3");
        assertThat(stripe.rrn()).isPresent();
        assertThat(stripe.message().has(2)).isFalse();
        assertThat(chip.approved()).isTrue();
        assertThat(chip.message().get(55)).contains("8A023030");
        assertThat(reversed.mti()).isEqualTo("0410");
        assertThat(reversed.responseCode()).isEqualTo("00");
        assertThat(core.reversed.getFirst().originalKey())
                .isEqualTo(core.submitted.get(1).dedupeKey());
    }

    @Test
    void withoutACoreNothingWasSent() {
        assertThat(await(pos().magstripeSale(CardDeck.visa(), 1_000)).responseCode())
                .isEqualTo("91");
    }

    @Test
    void aCoreThatFailsOrIsSilentMayHaveMovedMoney() {
        core.serve(bus);
        core.sale = command -> Future.failedFuture(new BusException("lost", false));
        assertThat(await(pos().magstripeSale(CardDeck.visa(), 1_000)).responseCode())
                .isEqualTo("68");

        core.sale = command -> Promise.<Outcome>promise().future();
        assertThat(await(pos().magstripeSale(CardDeck.visa(), 1_000)).responseCode())
                .isEqualTo("68");
    }

    @Test
    void aRefusalIsNeverAnApproval() {
        core.serve(bus);
        core.sale = command -> Future.succeededFuture(Outcome.refused(Reason.AMOUNT_LIMIT));
        assertThat(await(pos().magstripeSale(CardDeck.visa(), 1_000)).responseCode())
                .isEqualTo("61");

        core.sale =
                command -> Future.succeededFuture(new Outcome(Outcome.Result.UNKNOWN, null, null, "00", null, false));
        assertThat(await(pos().magstripeSale(CardDeck.visa(), 1_000)).responseCode())
                .isEqualTo("96");
    }

    @Test
    void aMalformedMessageIsAnsweredWith30AndTheLineStays() {
        PosTerminal pos = pos();
        byte[] frame = Framings.nac()
                .frame(
                        Tpdu.parse("6000010002"),
                        HexFormat.of()
                                .parseHex("02003020000000800000" + "000000" + "00000001234E" + "000007"
                                        + "5430303030303031"))
                .toBuffer()
                .getBytes();

        await(pos.send(frame));

        Awaitility.await().until(() -> !pos.unmatched().isEmpty());
        assertThat(pos.unmatched().getFirst()).satisfies(answer -> {
            assertThat(answer.mti()).isEqualTo("0210");
            assertThat(answer.text(39)).isEqualTo("30");
            assertThat(answer.text(11)).isEqualTo("000007");
            assertThat(answer.text(41)).isEqualTo("T0000001");
        });
        assertThat(pos.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000",
                "FFFF",
                "1001",
                "0004600001",
                "000A41000100020800010203",
                "00076000010002" + "0A00",
                "00096000010002" + "02007F01",
                "000F6000010002" + "0210" + "0000000000000000"
            })
    void whatCannotBeAnsweredClosesTheLine(String hex) {
        PosTerminal pos = pos();

        await(pos.send(HexFormat.of().parseHex(hex)));

        await(pos.closed());
        assertThat(await(pos().echo()).approved()).isTrue();
    }

    @Test
    void messagesComeThroughOneByteAtATime() {
        core.serve(bus);
        Wire wire = wire();
        byte[] sale = sale(1);
        for (byte each : sale) {
            await(wire.socket.write(Buffer.buffer(new byte[] {each})));
        }

        Awaitility.await().until(() -> wire.answers() == 1);
    }

    @Test
    void aHundredMessagesInOneSegmentAreAllAnsweredWithinTheBounds() {
        core.serve(bus);
        Wire wire = wire();
        Buffer all = Buffer.buffer();
        for (int i = 1; i <= 100; i++) {
            all.appendBytes(sale(i));
        }

        await(wire.socket.write(all));

        Awaitility.await().until(() -> wire.answers() == 100);
    }

    @Test
    void noMoreRequestsThanTheBoundAreUnderWay() {
        await(vertx.undeploy(deployment));
        deploy(60_000, 60_000, 60_000);
        core.serve(bus);
        Queue<Promise<Outcome>> held = new ConcurrentLinkedQueue<>();
        core.sale = command -> {
            Promise<Outcome> promise = Promise.promise();
            held.add(promise);
            return promise.future();
        };
        Wire wire = wire();
        Buffer all = Buffer.buffer();
        for (int i = 1; i <= 40; i++) {
            all.appendBytes(sale(i));
        }
        await(wire.socket.write(all));

        Awaitility.await().until(() -> core.submitted.size() >= 16);
        assertThat(core.submitted).hasSize(16);
        core.sale = command -> Future.succeededFuture(FakeCore.approved(command));
        held.forEach(each -> each.complete(Outcome.refused(Reason.OVERLOADED)));
        Awaitility.await().until(() -> wire.answers() == 40);
    }

    @Test
    void aFrameThatIsNeverFinishedClosesTheLine() {
        await(vertx.undeploy(deployment));
        deploy(60_000, 100, 500);
        PosTerminal pos = pos();

        await(pos.send(new byte[] {0, 20, 0x60}));

        await(pos.closed());
    }

    @Test
    void aLineThatSaysNothingIsClosed() {
        await(vertx.undeploy(deployment));
        deploy(100, 60_000, 500);

        await(pos().closed());
    }

    @Test
    void oneLineTooManyIsClosedAtOnce() {
        List<PosTerminal> open = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            open.add(pos());
            assertThat(await(open.getLast().echo()).approved()).isTrue();
        }

        await(pos().closed());
        assertThat(open).allMatch(PosTerminal::isOpen);
    }

    @Test
    void undeployingAnswersWhatIsUnderWay() {
        core.serve(bus);
        Promise<Outcome> held = Promise.promise();
        core.sale = command -> held.future();
        Future<PosAnswer> answer = pos().magstripeSale(CardDeck.visa(), 1_000);
        Awaitility.await().until(() -> core.submitted.size() == 1);

        Future<Void> gone = vertx.undeploy(deployment);
        held.complete(FakeCore.approved(core.submitted.getFirst()));

        assertThat(await(answer).approved()).isTrue();
        await(gone);
    }

    @Test
    void aJposChannelSpeaksWithTheServer() throws Exception {
        core.serve(bus);
        GenericPackager packager = new GenericPackager(
                GenericPackager.class.getClassLoader().getResourceAsStream("packager/iso87binary.xml"));
        NACChannel channel = new NACChannel(
                "127.0.0.1", server.port(), packager, HexFormat.of().parseHex("6000010002"));
        channel.setTimeout(10_000);
        channel.connect();
        ISOMsg sale = new ISOMsg();
        sale.setPackager(packager);
        sale.unpack(Dialects.iso87Binary().codec().encode(Samples.sale()));

        channel.send(sale);
        ISOMsg answer = channel.receive();
        channel.disconnect();

        assertThat(answer.getMTI()).isEqualTo("0210");
        assertThat(answer.getString(39)).isEqualTo("00");
        assertThat(answer.getString(38)).isEqualTo("A1B2C3");
        assertThat(answer.getString(11)).isEqualTo("000001");
        assertThat(HexFormat.of().formatHex(answer.getHeader())).isEqualTo("6000020001");
    }

    @Test
    void anotherTerminalGetsItsOwnAnswer() {
        core.serve(bus);
        PosTerminal one = pos();
        PosTerminal two =
                await(PosTerminal.connect(vertx, PosOptions.of(server.port(), "T0000002", TestWorld.MERCHANT)));
        PosRequest first = one.messages().magstripeSale(CardDeck.visa(), 1_000);
        PosRequest second = two.messages().magstripeSale(CardDeck.unionPaySample(), 2_000);

        Future<PosAnswer> answerOne = one.send(first);
        Future<PosAnswer> answerTwo = two.send(second);

        assertThat(await(answerOne).approved()).isTrue();
        assertThat(await(answerTwo).approved()).isTrue();
        assertThat(one.unmatched()).isEmpty();
    }

    private PosTerminal pos() {
        return await(PosTerminal.connect(
                vertx,
                PosOptions.of(server.port(), "T0000001", TestWorld.MERCHANT).withAnswerTimeoutMs(10_000)));
    }

    private Wire wire() {
        NetClient client = vertx.createNetClient();
        Wire wire = new Wire(client, await(client.connect(server.port(), "127.0.0.1")));
        wire.socket.handler(wire.received::add);
        return wire;
    }

    private static byte[] sale(int trace) {
        IsoMessage message = IsoMessage.of("0200")
                .copy(Samples.sale(), 2, 3, 4, 7, 12, 13, 22, 25, 35, 41, 42, 49)
                .set(De.STAN, String.format("%06d", trace))
                .build();
        return Framings.nac()
                .frame(Tpdu.parse("6000010002"), Dialects.iso87Binary().codec().encode(message))
                .toBuffer()
                .getBytes();
    }

    /** A socket and what came back on it; a client that nobody holds is closed by the collector. */
    private record Wire(NetClient client, NetSocket socket, Queue<Buffer> received) {
        Wire(NetClient client, NetSocket socket) {
            this(client, socket, new ConcurrentLinkedQueue<>());
        }

        int answers() {
            Buffer all = Buffer.buffer();
            received.forEach(all::appendBuffer);
            FrameReader reader = new FrameReader(Framings.nac());
            reader.feed(all);
            int count = 0;
            while (reader.next() != null) {
                count++;
            }
            return count;
        }
    }
}
