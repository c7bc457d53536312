package io.txswitch.sandbox.bank;

import static io.txswitch.sandbox.Eventually.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.txswitch.sandbox.bank.BankOptions.ChipPolicy;
import io.txswitch.sandbox.bank.BankOptions.Wire;
import io.txswitch.sandbox.crypto.Blocks;
import io.txswitch.sandbox.crypto.Kcv;
import io.txswitch.sandbox.crypto.PinBlocks;
import io.txswitch.sandbox.crypto.SandboxKeys;
import io.txswitch.sandbox.iso.FieldTable;
import io.txswitch.sandbox.iso.Frame;
import io.txswitch.sandbox.iso.FrameReader;
import io.txswitch.sandbox.iso.Framing;
import io.txswitch.sandbox.iso.IsoCodec;
import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.iso.Tlv;
import io.txswitch.sandbox.junit.ExpectedErrors;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.NoAnswerException;
import io.txswitch.sandbox.pos.PosAnswer;
import io.txswitch.sandbox.pos.PosRequest;
import io.txswitch.sandbox.pos.SandboxCard;
import io.txswitch.sandbox.pos.VirtualChip;
import io.txswitch.sandbox.tls.TestAuthority;
import io.txswitch.sandbox.tls.TestCertificates;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class BankSecurityTest {
    private static final SandboxCard CARD = CardDeck.unionPay(7);
    private static final Instant NOON = Instant.parse("2026-03-21T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void keysComeUnderTheZoneMasterKeyWithTheirCheckValues(Vertx vertx) throws Exception {
        BankWorld world = BankWorld.open(vertx, options());
        String keys = exchange(world);

        assertThat(keys).matches("ZPK[0-9A-F]{38}ZAK[0-9A-F]{38}");
        assertThat(HexFormat.of().withUpperCase().formatHex(Kcv.of(zpk(keys), 3)))
                .isEqualTo(keys.substring(35, 41));
    }

    @Test
    void aPinIsCheckedUnderTheNewestKeyAndAFewBefore(Vertx vertx) throws Exception {
        BankWorld world = BankWorld.open(vertx, options());
        byte[] before = zpk(exchange(world));
        byte[] newest = zpk(exchange(world));

        assertThat(withPin(world, 1, before, "123456")).isEqualTo("00");
        assertThat(withPin(world, 2, newest, "123456")).isEqualTo("00");
        assertThat(withPin(world, 3, newest, "654321")).isEqualTo("55");
        assertThat(withPin(world, 4, SandboxKeys.bytes(SandboxKeys.TMK), "123456"))
                .isEqualTo("99");
        for (int i = 0; i < 3; i++) {
            exchange(world);
        }
        assertThat(withPin(world, 5, before, "123456")).isEqualTo("99");
        assertThat(world.rows()).filteredOn(row -> row.endsWith(" 00")).hasSize(2);
    }

    @Test
    void aPinIsLetPassWhereNoKeysWereExchanged(Vertx vertx) throws Exception {
        BankWorld world = BankWorld.open(vertx, options());

        assertThat(withPin(world, 1, SandboxKeys.bytes(SandboxKeys.TMK), "9999"))
                .isEqualTo("00");
    }

    @Test
    void aRealCryptogramIsAnsweredByTheIssuerOfTheCard(Vertx vertx) throws Exception {
        BankWorld world = BankWorld.open(vertx, options());
        VirtualChip.Signed signed = sign(1_000);

        PosAnswer answer = get(world.line.send(chipSale(1, signed.data(), 1_000)));

        assertThat(answer.approved()).isTrue();
        assertThat(signed.believes(answer.message().bytes(55))).isTrue();
        assertThat(sign(1_001).believes(answer.message().bytes(55))).isFalse();
        assertThat(world.bank.cryptogramsVerified()).isEqualTo(1);
    }

    @Test
    void aForgedCryptogramIsRefusedAndCounted(Vertx vertx) throws Exception {
        BankWorld world = BankWorld.open(vertx, options());
        byte[] data = sign(1_000).data();
        data[5] ^= 1; // inside 9F26

        assertThat(get(world.line.send(chipSale(1, data, 1_000))).responseCode())
                .isEqualTo("05");
        assertThat(world.bank.cryptogramsRefused()).isEqualTo(1);
        assertThat(world.rows()).singleElement().asString().endsWith("REFUSED 05");
    }

    @Test
    void aForeignCardIsLetPassUnlessThePolicySaysNo(Vertx vertx) throws Exception {
        byte[] foreign = HexFormat.of().parseHex("9F2608A1B2C3D4E5F607089F02060000000010009F100807010103A0A80201");
        BankWorld lenient = BankWorld.open(vertx, options());
        BankWorld strict = BankWorld.open(
                vertx, BankOptions.of("B", folder.resolve("bank-B.jsonl")).withChips(ChipPolicy.ALL));

        assertThat(get(lenient.line.send(chipSale(1, foreign, 1_000))).responseCode())
                .isEqualTo("00");
        assertThat(get(strict.line.send(chipSale(1, foreign, 1_000))).responseCode())
                .isEqualTo("05");
    }

    @Test
    void anIssuerScriptComesWithItsAmount(Vertx vertx) throws Exception {
        BankWorld world = BankWorld.open(vertx, options());

        PosAnswer answer = get(world.line.send(chipSale(1, sign(1_072).data(), 1_072)));

        assertThat(Tlv.decode(answer.message().bytes(55))).containsKeys("91", "72", "8A");
    }

    @Test
    void aBankOfOneLineTurnsTheSecondAway(Vertx vertx) throws Exception {
        BankWorld world = BankWorld.open(vertx, options().withSingleConnection());
        get(world.line.echo());

        assertThatThrownBy(() -> get(BankWorld.connect(vertx, world.bank).echo()))
                .isInstanceOf(NoAnswerException.class);
        get(world.line.close());
        await().until(() -> world.bank.connections() == 0);
        assertThat(get(BankWorld.connect(vertx, world.bank).echo()).responseCode())
                .isEqualTo("00");
    }

    @Test
    void aSecureLineAsksForACertificateOfItsAuthority(Vertx vertx) throws Exception {
        TestAuthority authority = new TestAuthority("bank test authority", Instant.now());
        BankSimulator bank = get(BankSimulator.start(vertx, options().withTls(authority.issue("bank"))));

        assertThat(echoOver(vertx, bank.port(), authority.issue("switch"), FieldTable.ISO87_BINARY, Framing.NAC))
                .isEqualTo("00");
        TestCertificates stranger = new TestAuthority("somebody", Instant.now()).issue("switch");
        ExpectedErrors.allow("certificate_required");
        TestCertificates wrong = new TestCertificates(
                stranger.certificate(), stranger.key(), authority.issue("x").authority());
        assertThatThrownBy(() -> echoOver(vertx, bank.port(), wrong, FieldTable.ISO87_BINARY, Framing.NAC))
                .isInstanceOf(Exception.class);
    }

    @Test
    void theInterchangeWireIsSpokenToo(Vertx vertx) throws Exception {
        BankSimulator bank = get(BankSimulator.start(vertx, options().withWire(Wire.CUPS)));

        assertThat(echoOver(vertx, bank.port(), null, FieldTable.CUPS, Framing.CUPS))
                .isEqualTo("00");
    }

    private static String echoOver(Vertx vertx, int port, TestCertificates tls, FieldTable table, Framing framing)
            throws Exception {
        NetClientOptions options = new NetClientOptions();
        if (tls != null) {
            tls.secure(options);
        }
        Promise<Frame> answer = Promise.promise();
        NetClient client = vertx.createNetClient(options);
        NetSocket socket = get(client.connect(port, "localhost"));
        socket.exceptionHandler(answer::tryFail);
        socket.closeHandler(closed -> answer.tryFail("closed"));
        socket.handler(new FrameReader(framing, answer::tryComplete, answer::tryFail));
        IsoMessage echo = IsoMessage.builder(table, "0800")
                .set(7, "0321103045")
                .set(11, 7)
                .set(70, "301")
                .build();
        byte[] bytes = IsoCodec.encode(echo);
        byte[] envelope = framing == Framing.CUPS
                ? Framing.cupsHeader("01020000", "00010000", bytes.length)
                : HexFormat.of().parseHex("6000010002");
        get(socket.write(new Frame(framing, envelope, bytes).toBuffer()));
        Frame back = get(answer.future());
        get(client.close());
        assertThat(back.envelope())
                .isEqualTo(
                        framing == Framing.CUPS
                                ? Framing.cupsHeader("00010000", "01020000", back.message().length)
                                : HexFormat.of().parseHex("6000020001"));
        return IsoCodec.decode(table, back.message()).text(39);
    }

    private BankOptions options() {
        return BankOptions.of("A", folder.resolve("bank-A.jsonl"));
    }

    private static String exchange(BankWorld world) throws Exception {
        return get(world.line.send(BankWorld.request(IsoMessage.builder("0800")
                        .set(7, "0321103045")
                        .set(11, 900)
                        .set(70, "101"))))
                .message()
                .text(48);
    }

    private static byte[] zpk(String field48) {
        return Blocks.tdesDecrypt(
                SandboxKeys.bytes(SandboxKeys.ZMK), HexFormat.of().parseHex(field48.substring(3, 35)));
    }

    private static String withPin(BankWorld world, int n, byte[] key, String pin) throws Exception {
        PosRequest plain = BankWorld.sale("R0000000000" + n, n, 1_000);
        IsoMessage.Builder sale = plain.message().toBuilder()
                .set(52, PinBlocks.format0(key, pin, plain.message().text(2)))
                .set(53, "26" + "0".repeat(14));
        return get(world.line.send(BankWorld.request(sale))).responseCode();
    }

    private static VirtualChip.Signed sign(long amountMinor) {
        return new VirtualChip(new SplittableRandom(amountMinor)).sign(CARD, amountMinor, "00", "000001", NOON);
    }

    private static PosRequest chipSale(int n, byte[] data, long amountMinor) {
        return BankWorld.request(BankWorld.sale("R0000000000" + n, n, amountMinor).message().toBuilder()
                .set(2, CARD.pan())
                .set(23, CARD.sequence())
                .set(55, data));
    }
}
