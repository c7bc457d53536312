package io.txswitch.iso8583.bank;

import static io.txswitch.iso8583.TestWorld.await;
import static io.txswitch.iso8583.bank.TestLine.charge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.contract.ExchangeKeys;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.KeysExchanged;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.PinBlock;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.KeyAlgorithm;
import io.txswitch.iso8583.crypto.KeyScheme;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.MacAlgorithm;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.txswitch.iso8583.keys.KeyOwner;
import io.txswitch.sandbox.bank.BankOptions;
import io.txswitch.sandbox.bank.BankSimulator;
import io.txswitch.sandbox.crypto.PinBlocks;
import io.txswitch.sandbox.crypto.SandboxKeys;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PINs, MACs and the keys they are under. */
@ExtendWith(VertxExtension.class)
class BankKeysTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String PIK = "0123456789ABCDEF1122334455667788";
    private static final String ZPK = "1111111122222222333333334444444A";
    private static final String ZAK = "5555555566666666777777778888888A";
    private static final KeyOwner BANK = KeyOwner.bank(TestLine.ID);
    private static final KeyOwner TERMINAL = KeyOwner.terminal("T0000001");

    @TempDir
    Path dir;

    private final Vertx vertx = Vertx.vertx();
    private final TestLine line = new TestLine(vertx);

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void aPinIsTranslatedToTheKeyThatTheBankHandedOut() {
        BankSimulator bank = await(BankSimulator.start(
                vertx, BankOptions.of(TestLine.ID, dir.resolve("book.jsonl")).withSignOnRequired()));
        zmk(SandboxKeys.ZMK);
        String pik = store(TERMINAL, KeyType.PIK, PIK);
        line.up(TestBanks.config(TestLine.ID, bank.port(), "answer-within-ms: 1000\nkey-exchange: true\n"));

        HostAnswer right = line.call(charge(1_000, card(pik, "123456")));
        HostAnswer wrong = line.call(charge(1_000, card(pik, "654321")));

        assertThat(right.result()).isEqualTo(Result.APPROVED);
        assertThat(wrong.result()).isEqualTo(Result.DECLINED);
        assertThat(wrong.reason()).isEqualTo(Reason.WRONG_PIN);
        assertThat(bank.last("0200").orElseThrow().text(53)).isEqualTo("2600000000000000");
        assertThat(await(line.ports.keys().list(BANK)))
                .extracting(key -> key.key().type())
                .containsExactlyInAnyOrder(KeyType.ZMK, KeyType.ZPK, KeyType.ZAK);
    }

    @Test
    void keysThatAreYoungEnoughAreLeftAlone() {
        FakeBank bank = FakeBank.start(vertx);
        zmk(SandboxKeys.ZMK);
        store(BANK, KeyType.ZPK, ZPK);

        line.up(TestBanks.config(TestLine.ID, bank.port(), "key-exchange: true\nconnections: 3\n"));

        assertThat(bank.heard).noneMatch(m -> "101".equals(m.text(De.NETWORK_CODE)));
    }

    @Test
    void aPinThatCannotBeTranslatedIsRefusedAndNeverSent() {
        FakeBank bank = FakeBank.start(vertx);
        String pik = store(TERMINAL, KeyType.PIK, PIK);
        line.up(TestBanks.config(TestLine.ID, bank.port(), "pin: translate\n"));

        refused(card(pik, "123456"), "there is no PIN key of the bank");
        store(BANK, KeyType.ZPK, ZPK);
        refused(card(null, "123456"), "the switch does not know its key");
        refused(card("TERMINAL/T0000001/PIK/9", "123456"), "its key is no longer kept");
        refused(card("nonsense", "123456"), "its key is no longer kept");
        refused(with(new PinBlock(new byte[8], 0, pik)), "the security module refuses it");
        refused(with(new PinBlock(new byte[8], 7, pik)), "its format is unknown");

        assertThat(bank.heard("0200")).isZero();
    }

    private void refused(CardData card, String why) {
        HostAnswer answer = line.call(charge(1_000, card));
        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isEqualTo(Reason.PIN_BLOCK_ERROR);
        assertThat(answer.facts().detail()).isEqualTo("PIN: " + why);
    }

    @Test
    void byPolicyABlockIsPassedOnUntouched() {
        FakeBank bank = FakeBank.start(vertx);
        line.up(TestBanks.config(TestLine.ID, bank.port(), "pin: pass-on\n"));
        CardData card = card("TERMINAL/T0000001/PIK/1", "123456");

        assertThat(line.call(charge(1_000, card)).result()).isEqualTo(Result.APPROVED);

        assertThat(bank.last("0200").bytes(De.PIN_BLOCK))
                .isEqualTo(card.pinBlock().block());
        assertThat(bank.last("0200").has(53)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x9.19", "x9.9", "iso9797-3", "unionpay-ecb"})
    void aMessageIsAuthenticatedBothWays(String algorithm) {
        FakeBank bank = FakeBank.start(vertx);
        store(BANK, KeyType.ZAK, ZAK);
        line.up(TestBanks.config(
                TestLine.ID, bank.port(), "answer-within-ms: 300\nmac: required\nmac-algorithm: " + algorithm + "\n"));
        MacAlgorithm how = MacAlgorithm.of(algorithm);
        bank.money = request -> {
            await64(request);
            return signed(FakeBank.approve(request), how);
        };

        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
        IsoMessage sale = bank.last("0200");
        assertThat(sale).isEqualTo(signed(without64(sale), how));

        bank.twist = BankKeysTest::flipped;
        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.UNKNOWN);
        bank.twist = bytes -> bytes;
        bank.money = FakeBank::approve;
        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.UNKNOWN);
        assertThat(line.counted("unauthenticated_messages")).isEqualTo(2);
        assertThat(line.facts).isEmpty();
    }

    private static void await64(IsoMessage request) {
        assertThat(request.bytes(64)).hasSize(8);
    }

    @Test
    void aReversalCarriesItsMacInTheLastElement() {
        FakeBank bank = FakeBank.start(vertx);
        store(BANK, KeyType.ZAK, ZAK);
        line.up(TestBanks.config(TestLine.ID, bank.port(), "answer-within-ms: 300\nmac: required\n"));
        bank.money = request -> signed(FakeBank.approve(request), MacAlgorithm.X9_19);

        assertThat(line.call(TestLine.reversal(charge(1_000), 0)).result()).isEqualTo(Result.REVERSED);

        assertThat(bank.last("0420").bytes(128)).hasSize(8);
        assertThat(bank.last("0420").has(64)).isFalse();
    }

    @Test
    void withoutItsKeyALineThatMustAuthenticateSendsNothing() {
        FakeBank bank = FakeBank.start(vertx);
        line.up(TestBanks.config(TestLine.ID, bank.port(), "mac: required\n"));

        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.NOT_SENT);
        assertThat(bank.heard("0200")).isZero();
    }

    @Test
    void whereMacsAreAcceptedOneThatComesMustBeRight() {
        FakeBank bank = FakeBank.start(vertx);
        store(BANK, KeyType.ZAK, ZAK);
        line.up(TestBanks.config(TestLine.ID, bank.port(), "answer-within-ms: 300\nmac: accepted\n"));

        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
        bank.money = request -> signed(FakeBank.approve(request), MacAlgorithm.X9_19);
        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
        bank.twist = BankKeysTest::flipped;
        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad check value", "no keys", "rubbish"})
    void anExchangeThatBringsNoGoodKeysLeavesTheOldOnes(String what) {
        FakeBank bank = FakeBank.start(vertx);
        zmk(SandboxKeys.ZMK);
        bank.keys = switch (what) {
            case "bad check value" -> keyText("ZPK", ZPK) + "ZAK" + "00".repeat(16) + "ABCDEF";
            case "no keys" -> "";
            default -> "ZPK12";
        };

        line.up(TestBanks.config(TestLine.ID, bank.port(), "key-exchange: true\n"));

        assertThat(await(line.ports.keys().list(BANK))).hasSize(1);
        assertThat(line.counted("keys_refused")).isEqualTo(1);
        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
    }

    @Test
    void newKeysAreFetchedWhenSomebodyAsks() {
        FakeBank bank = FakeBank.start(vertx);
        line.up(TestBanks.config(TestLine.ID, bank.port(), ""));
        bank.keys = keyText("ZPK", ZPK) + keyText("ZAK", ZAK);

        assertThat(exchange()).isEqualTo(new KeysExchanged(false, "there is no ZMK of BANK/bank-a"));
        zmk(SandboxKeys.ZMK);
        assertThat(exchange()).isEqualTo(new KeysExchanged(true, "[ZPK, ZAK]"));
        assertThat(exchange().done()).isTrue();
        assertThat(await(line.ports.keys().list(BANK))).hasSize(5);
    }

    private KeysExchanged exchange() {
        return await(line.bus.request(Addresses.BANK_KEYS.with(TestLine.ID), new ExchangeKeys(TestLine.ID), 5_000));
    }

    @Test
    void aBankMayPushItsKeys() {
        FakeBank bank = FakeBank.start(vertx);
        zmk(SandboxKeys.ZMK);
        line.up(TestBanks.config(TestLine.ID, bank.port(), ""));

        bank.say(push("000011", keyText("ZPK", ZPK)));
        Awaitility.await().until(() -> bank.heard("0810") == 1);
        bank.say(push("000012", "ZPK" + "00".repeat(16) + "ABCDEF"));
        Awaitility.await().until(() -> bank.heard("0810") == 2);

        assertThat(bank.heard.stream().filter(m -> m.mti().equals("0810")))
                .extracting(m -> m.text(De.STAN) + "/" + m.text(De.RESPONSE_CODE))
                .containsExactly("000011/00", "000012/96");
        assertThat(await(line.ports.keys().current(BANK, KeyType.ZPK))
                        .orElseThrow()
                        .reference()
                        .version())
                .isEqualTo(1);
    }

    private static IsoMessage push(String stan, String keys) {
        return IsoMessage.of("0800")
                .set(De.STAN, stan)
                .set(48, keys)
                .set(De.NETWORK_CODE, "101")
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ZPK",
                "ZPK1122",
                "TMK0123456789ABCDEF0123456789ABCDEF112233",
                "ZPK0123456789ABCDEF0123456789ABCDEF112233X",
                "XZPK0123456789ABCDEF0123456789ABCDEF112233",
                "ZPK0123456789ABCDEF0123456789ABCDEF112233ZPK0123456789ABCDEF0123456789ABCDEF112233"
            })
    void whatIsNotTheKeysOfAnExchangeIsRefusedAsAWhole(String text) {
        assertThatThrownBy(() -> ZoneKeyText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("DE48: not the keys of an exchange");
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] other = bytes.clone();
        other[other.length - 1] ^= 1;
        return other;
    }

    private static IsoMessage without64(IsoMessage message) {
        IsoMessage.Builder rest = IsoMessage.of(message.mti());
        message.fields().keySet().stream().filter(each -> each != 64).forEach(each -> rest.copy(message, each));
        return rest.build();
    }

    /** As the bank would: over everything before the last eight bytes. */
    private IsoMessage signed(IsoMessage message, MacAlgorithm algorithm) {
        int number = message.fields().lastKey() > 64 ? 128 : 64;
        IsoMessage.Builder whole = IsoMessage.of(message.mti());
        message.fields().keySet().forEach(each -> whole.copy(message, each));
        byte[] room = FakeBank.encode(whole.set(number, new byte[8]).build());
        WrappedKey zak = await(line.ports.keys().current(BANK, KeyType.ZAK))
                .orElseThrow()
                .key();
        byte[] mac = await(line.ports.module().mac(zak, algorithm, Arrays.copyOf(room, room.length - 8)));
        return whole.set(number, Arrays.copyOf(mac, 8)).build();
    }

    private void zmk(String hex) {
        store(BANK, KeyType.ZMK, hex);
    }

    /** The text of a reference to it. */
    private String store(KeyOwner owner, KeyType type, String hex) {
        WrappedKey key = wrapped(type, hex);
        return await(line.ports.keys().put(owner, key)).reference().text();
    }

    private WrappedKey wrapped(KeyType type, String hex) {
        return await(line.ports.module().importClear(type, KeyAlgorithm.TDES2, List.of(HEX.parseHex(hex))));
    }

    private String keyText(String type, String hex) {
        WrappedKey key = wrapped(KeyType.valueOf(type), hex);
        byte[] cryptogram =
                await(line.ports.module().exportUnder(wrapped(KeyType.ZMK, SandboxKeys.ZMK), key, KeyScheme.ECB));
        return type + HEX.formatHex(cryptogram) + key.kcv();
    }

    private static CardData card(@Nullable String key, String pin) {
        String pan = TestWorld.card().pan().digits();
        return with(new PinBlock(PinBlocks.format0(HEX.parseHex(PIK), pin, pan), 0, key));
    }

    private static CardData with(PinBlock pin) {
        CardData card = TestWorld.card();
        return new CardData(card.pan(), card.expiry(), card.entryMode(), null, card.track2(), null, pin);
    }
}
