package io.txswitch.iso8583.crypto;

import static io.txswitch.iso8583.crypto.Hex.bytes;
import static io.txswitch.iso8583.crypto.Hex.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.Pan;
import io.txswitch.core.model.Secret;
import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SoftwareSecurityModuleTest {
    private static final Pan CARD = new Pan("6212142000000000012");
    private static final String TMK = "CA5D92598DCA48CE8A4C76361A9269E9";
    private static final String FIELD_62 =
            "6701EAD6A9AD51E51AA406E2C27FCFA98D0A74B8B651F9E9BACE9AE10000000000000000AB7153CA";

    private final SecurityModule module = module("one");

    private static SecurityModule module(String name) {
        byte[] master =
                (name + "-test-master-key-of-32-bytes....").substring(0, 32).getBytes(StandardCharsets.US_ASCII);
        return new SoftwareSecurityModule(new Secret(Base64.getEncoder().encodeToString(master)), new SecureRandom());
    }

    private static <T> T done(Future<T> answer) {
        assertThat(answer.failed() ? answer.cause() : null).isNull();
        return answer.result();
    }

    private static void refused(Reason reason, Future<?> answer) {
        assertThat(answer.failed()).isTrue();
        assertThat(answer.cause())
                .isInstanceOfSatisfying(
                        SecurityModuleException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private WrappedKey key(KeyType type, String hex) {
        byte[] clear = bytes(hex);
        KeyAlgorithm algorithm = switch (clear.length) {
            case 8 -> KeyAlgorithm.DES;
            case 16 -> KeyAlgorithm.TDES2;
            case 24 -> KeyAlgorithm.TDES3;
            default -> KeyAlgorithm.AES256;
        };
        return done(module.importClear(type, algorithm, List.of(clear)));
    }

    /** UnionPay POS: the published sign-in, its PIN block and the MAC of its MAK. */
    @Test
    void theTerminalTakesThePublishedSignIn() {
        WorkingKeys keys =
                done(module.acceptWorkingKeys(key(KeyType.TMK, TMK), WorkingKeyLayout.DOUBLE, bytes(FIELD_62)));
        assertThat(keys.pik().kcv()).isEqualTo("8D0A74");
        assertThat(keys.mak().kcv()).isEqualTo("AB7153");
        assertThat(keys.tdk()).isNull();
        assertThat(keys.pik().hasKcv("8D0A74B8")).isTrue();
        assertThat(keys.pik().hasKcv("8D0A75")).isFalse();
        assertThat(text(done(module.mac(
                        keys.mak(),
                        MacAlgorithm.UNIONPAY_ECB,
                        "0200 sample MAB 0123456789".getBytes(StandardCharsets.US_ASCII)))))
                .isEqualTo("4432334646363735");
        WrappedKey own = key(KeyType.ZPK, "89ABCDEF0123456776543210FEDCBA98");
        byte[] theirs = done(module.translatePin(
                keys.pik(), PinFormat.ISO_0, bytes("AF5DABE4951A8715"), CARD, own, PinFormat.ISO_0));
        assertThat(text(done(module.translatePin(own, PinFormat.ISO_0, theirs, CARD, keys.pik(), PinFormat.ISO_0))))
                .isEqualTo("AF5DABE4951A8715");
    }

    /** No example of the 24 and 60 byte layouts is public: both are taken by the reader that takes the published 40. */
    @ParameterizedTest
    @EnumSource(WorkingKeyLayout.class)
    void whatASignInHandsOutTheTerminalTakes(WorkingKeyLayout layout) {
        WrappedKey tmk = key(KeyType.TMK, TMK);
        WorkingKeys given = done(module.workingKeys(tmk, layout));
        assertThat(given.field62()).hasSize(layout.bytes());
        WorkingKeys taken = done(module.acceptWorkingKeys(tmk, layout, given.field62()));
        assertThat(taken.pik().kcv()).isEqualTo(given.pik().kcv());
        assertThat(taken.mak().kcv()).isEqualTo(given.mak().kcv());
        assertThat(taken.tdk() == null).isEqualTo(!layout.hasTrackKey());

        byte[] mac = done(module.mac(taken.mak(), MacAlgorithm.X9_9, new byte[] {1, 2, 3}));
        done(module.verifyMac(given.mak(), MacAlgorithm.X9_9, new byte[] {1, 2, 3}, mac));
    }

    @Test
    void aSignInWithAnythingAlteredIsNotTaken() {
        WrappedKey tmk = key(KeyType.TMK, TMK);
        for (int i = 0; i < 40; i++) {
            byte[] altered = bytes(FIELD_62);
            altered[i] ^= 0x10;
            refused(Reason.BAD_KEY, module.acceptWorkingKeys(tmk, WorkingKeyLayout.DOUBLE, altered));
        }
        refused(Reason.BAD_DATA, module.acceptWorkingKeys(tmk, WorkingKeyLayout.SINGLE, bytes(FIELD_62)));
    }

    @Test
    void aKeyDoesOnlyItsOwnWork() {
        WrappedKey mak = key(KeyType.MAK, TMK);
        WrappedKey pik = key(KeyType.PIK, TMK);
        WrappedKey tdk = key(KeyType.TDK, TMK);
        byte[] block = new byte[8];
        refused(Reason.WRONG_KEY_TYPE, module.translatePin(mak, PinFormat.ISO_0, block, CARD, pik, PinFormat.ISO_0));
        refused(Reason.WRONG_KEY_TYPE, module.decryptData(pik, block));
        refused(Reason.WRONG_KEY_TYPE, module.encryptData(mak, block));
        refused(Reason.WRONG_KEY_TYPE, module.mac(tdk, MacAlgorithm.X9_9, block));
        refused(Reason.WRONG_KEY_TYPE, module.workingKeys(pik, WorkingKeyLayout.DOUBLE));
        refused(Reason.WRONG_KEY_TYPE, module.exportUnder(mak, pik, KeyScheme.ECB));
        refused(Reason.WRONG_KEY_TYPE, module.importUnder(pik, KeyType.ZPK, KeyScheme.ECB, new byte[16]));
        refused(Reason.WRONG_KEY_TYPE, module.generateArpc(mak, card(), block, new ArpcMethod.Method1(new byte[2])));
    }

    @Test
    void aTypeThatIsAlteredMakesTheKeyUseless() {
        WrappedKey pik = key(KeyType.PIK, TMK);
        WrappedKey forged = new WrappedKey(KeyType.TDK, pik.algorithm(), pik.wrapped(), pik.kcv());
        refused(Reason.BAD_KEY, module.decryptData(forged, new byte[8]));
        refused(Reason.BAD_KEY, module("two").kcv(pik));
        refused(Reason.BAD_KEY, module.kcv(new WrappedKey(KeyType.PIK, KeyAlgorithm.TDES2, "??", "000000")));
    }

    @Test
    void aWrongMacIsRefusedBitByBit() {
        WrappedKey mak = key(KeyType.MAK, TMK);
        byte[] data = bytes("0200303020048020C09231");
        byte[] mac = done(module.mac(mak, MacAlgorithm.X9_19, data));
        done(module.verifyMac(mak, MacAlgorithm.X9_19, data, mac));
        for (int bit = 0; bit < 64; bit++) {
            byte[] wrong = mac.clone();
            wrong[bit / 8] ^= (byte) (1 << bit % 8);
            refused(Reason.BAD_MAC, module.verifyMac(mak, MacAlgorithm.X9_19, data, wrong));
        }
        refused(Reason.BAD_MAC, module.verifyMac(mak, MacAlgorithm.X9_19, data, new byte[0]));
        refused(Reason.BAD_MAC, module.verifyMac(mak, MacAlgorithm.X9_19, data, new byte[9]));
    }

    /** Eight digits are 32 bits already. */
    @Test
    void unionPaysMacIsNeverCutShort() {
        WrappedKey mak = key(KeyType.MAK, "5BB5C72CD00B7338");
        byte[] mac = done(module.mac(mak, MacAlgorithm.UNIONPAY_ECB, new byte[9]));
        done(module.verifyMac(mak, MacAlgorithm.UNIONPAY_ECB, new byte[9], mac));
        byte[] cut = Arrays.copyOf(mac, 7);
        refused(Reason.BAD_MAC, module.verifyMac(mak, MacAlgorithm.UNIONPAY_ECB, new byte[9], cut));
    }

    @Test
    void aPinGoesFromTerminalToBankInEveryFormat() throws Exception {
        String hex = "0123456789ABCDEFFEDCBA9876543210";
        WrappedKey pik = key(KeyType.PIK, hex);
        WrappedKey aesPik = done(module.importClear(KeyType.PIK, KeyAlgorithm.AES128, List.of(bytes(hex))));
        WrappedKey zpk = done(module.generate(KeyType.ZPK, KeyAlgorithm.TDES2));
        WrappedKey aesZpk = done(module.generate(KeyType.ZPK, KeyAlgorithm.AES256));
        List<PinFormat> formats = List.of(PinFormat.ISO_0, PinFormat.ISO_1, PinFormat.ISO_3, PinFormat.ISO_4);
        for (PinFormat from : formats) {
            for (PinFormat to : formats) {
                WrappedKey terminal = from == PinFormat.ISO_4 ? aesPik : pik;
                WrappedKey bank = to == PinFormat.ISO_4 ? aesZpk : zpk;
                ClearKey clear = from == PinFormat.ISO_4 ? Hex.aes(hex) : Hex.des(hex);
                byte[] block = PinBlocks.encrypt(clear, from, ClearPin.of("123456"), CARD, new Random(3));
                byte[] there = done(module.translatePin(terminal, from, block, CARD, bank, to));
                byte[] back = done(module.translatePin(bank, to, there, CARD, terminal, from));
                assertThat(PinBlocks.decrypt(clear, from, back, CARD).reveal()).isEqualTo("123456");
            }
        }
        refused(
                Reason.BAD_PIN_BLOCK,
                module.translatePin(pik, PinFormat.ISO_2, new byte[8], CARD, zpk, PinFormat.ISO_0));
        refused(
                Reason.BAD_PIN_BLOCK,
                module.translatePin(zpk, PinFormat.ISO_0, new byte[7], CARD, zpk, PinFormat.ISO_0));
    }

    /** ANSI X9.24-1:2009 A.4.2, first transaction. */
    @Test
    void aDukptTerminalIsServed() throws Exception {
        Pan pan = new Pan("401234567890" + "9");
        byte[] data = "401234567890".concat("9D987").getBytes(StandardCharsets.US_ASCII);
        DukptKey dukpt = new DukptKey(key(KeyType.BDK, "0123456789ABCDEFFEDCBA9876543210"), "FFFF9876543210E00001");
        WrappedKey zpk = key(KeyType.ZPK, TMK);
        byte[] block =
                done(module.translatePin(dukpt, PinFormat.ISO_0, bytes("1B9C1845EB993A7A"), pan, zpk, PinFormat.ISO_0));
        ClearKey clear = ClearKey.des(Emv.oddParity(bytes(TMK)));
        assertThat(PinBlocks.decrypt(clear, PinFormat.ISO_0, block, pan).reveal())
                .isEqualTo("1234");
        done(module.verifyMac(dukpt, MacAlgorithm.X9_19, data, bytes("9CCC7817")));
        assertThat(text(done(module.mac(dukpt, MacAlgorithm.X9_19, data)))).startsWith("20364223");
        assertThat(done(module.decryptData(dukpt, bytes("FC0D53B7EA1FDA9EE68AAF2E70D9B9506229BE2AA993F04F"))))
                .startsWith(data);
    }

    /** The supplement of X9.24-3 has no AES-192 tables; AES-128 and AES-256 are checked in DukptTest. */
    @ParameterizedTest
    @EnumSource(
            value = KeyAlgorithm.class,
            names = {"AES128", "AES192", "AES256"})
    void anAesDukptTerminalIsServed(KeyAlgorithm algorithm) {
        DukptKey dukpt = new DukptKey(done(module.generate(KeyType.BDK, algorithm)), "123456789012345600000001");
        WrappedKey zpk = key(KeyType.ZPK, TMK);
        byte[] block = done(module.encryptData(dukpt, new byte[32]));
        assertThat(block).hasSize(32);
        assertThat(done(module.mac(dukpt, MacAlgorithm.CMAC, block))).hasSize(8);
        refused(
                Reason.BAD_PIN_BLOCK,
                module.translatePin(dukpt, PinFormat.ISO_4, new byte[16], CARD, zpk, PinFormat.ISO_0));
    }

    @ParameterizedTest
    @EnumSource(KeyScheme.class)
    void aZoneKeyIsExchanged(KeyScheme scheme) {
        WrappedKey zmk = key(KeyType.ZMK, "89ABCDEF0123456776543210FEDCBA98");
        WrappedKey zpk = done(module.generate(KeyType.ZPK, KeyAlgorithm.TDES2));
        byte[] out = done(module.exportUnder(zmk, zpk, scheme));
        WrappedKey in = done(module.importUnder(zmk, KeyType.ZPK, scheme, out));
        assertThat(in.kcv()).isEqualTo(zpk.kcv());
        assertThat(done(module.kcv(in))).isEqualTo(zpk.kcv());
        byte[] wrong = out.clone();
        wrong[wrong.length - 1] ^= 1;
        Future<WrappedKey> altered = module.importUnder(zmk, KeyType.ZPK, scheme, wrong);
        if (scheme == KeyScheme.TR31) {
            refused(Reason.BAD_KEY_BLOCK, altered);
            refused(Reason.WRONG_KEY_TYPE, module.importUnder(zmk, KeyType.ZAK, scheme, out));
        } else {
            assertThat(done(altered).kcv()).isNotEqualTo(zpk.kcv());
        }
        refused(
                scheme == KeyScheme.TR31 ? Reason.BAD_KEY_BLOCK : Reason.BAD_KEY,
                module.importUnder(zmk, KeyType.ZPK, scheme, new byte[17]));
    }

    @Test
    void noKeyLeavesUnderAWeakerOne() {
        WrappedKey aes = done(module.generate(KeyType.ZPK, KeyAlgorithm.AES256));
        WrappedKey tdes = done(module.generate(KeyType.ZPK, KeyAlgorithm.TDES2));
        WrappedKey aesZmk = done(module.generate(KeyType.ZMK, KeyAlgorithm.AES256));
        refused(Reason.BAD_KEY, module.exportUnder(key(KeyType.ZMK, TMK), aes, KeyScheme.TR31));
        refused(Reason.BAD_KEY, module.exportUnder(key(KeyType.ZMK, "0123456789ABCDEF"), tdes, KeyScheme.ECB));
        byte[] block = done(module.exportUnder(aesZmk, tdes, KeyScheme.TR31));
        assertThat(done(module.importUnder(aesZmk, KeyType.ZPK, KeyScheme.TR31, block))
                        .kcv())
                .isEqualTo(tdes.kcv());
    }

    @Test
    void componentsAreAddedUp() {
        WrappedKey whole = done(module.importClear(
                KeyType.TMK,
                KeyAlgorithm.TDES2,
                List.of(bytes(TMK), bytes("0".repeat(30) + "80"), bytes("0".repeat(30) + "80"))));
        assertThat(whole.kcv()).isEqualTo(key(KeyType.TMK, TMK).kcv());
        refused(Reason.BAD_KEY, module.importClear(KeyType.TMK, KeyAlgorithm.TDES2, List.of(new byte[8])));
        refused(Reason.BAD_KEY, module.importClear(KeyType.TMK, KeyAlgorithm.TDES2, List.of()));
    }

    private static EmvCard card() {
        return new EmvCard(new Pan("1234567890123456"), 0, 0x001C, EmvCard.Option.A);
    }

    /** The CVN 18 example of pyemv, as in EmvTest. */
    @Test
    void aCryptogramIsVerifiedAndAnswered() {
        WrappedKey imk = key(KeyType.IMK_AC, "0123456789ABCDEFFEDCBA9876543210");
        byte[] data = bytes("000000004000000000000000012480000480000124191105" + "0152BF45851800001C06011203A0B800");
        byte[] arqc = bytes("7A788EA6B8A3E733");
        done(module.verifyArqc(imk, card(), data, arqc));
        refused(Reason.BAD_CRYPTOGRAM, module.verifyArqc(imk, card(), data, new byte[8]));
        assertThat(text(done(module.generateArpc(imk, card(), arqc, new ArpcMethod.Method2(new byte[4], new byte[0])))))
                .isEqualTo("9AF514C1");
        assertThat(done(module.generateArpc(imk, card(), arqc, new ArpcMethod.Method1(bytes("3030")))))
                .hasSize(8);
    }

    @Test
    void trackDataIsEncryptedAndDecrypted() {
        WrappedKey tdk = done(module.generate(KeyType.TDK, KeyAlgorithm.TDES2));
        byte[] track = bytes("6212142000000000012D2512201123456700000000000000");
        assertThat(done(module.decryptData(tdk, done(module.encryptData(tdk, track)))))
                .isEqualTo(track);
        refused(Reason.BAD_DATA, module.decryptData(tdk, new byte[7]));
        refused(Reason.BAD_DATA, module.decryptData(tdk, new byte[0]));
    }

    @Test
    void nothingOfAKeyIsPrinted() {
        WrappedKey pik = key(KeyType.PIK, TMK);
        assertThat(pik.toString()).isEqualTo("PIK/TDES2/" + pik.kcv());
        WorkingKeys keys = done(module.workingKeys(key(KeyType.TMK, TMK), WorkingKeyLayout.DOUBLE));
        assertThat(keys.toString()).doesNotContain(keys.pik().wrapped(), text(keys.field62()));
    }

    /** A key's ciphers are shared by whoever uses it; two at a time must not mix their data. */
    @Test
    void manyThreadsUseOneKeyAtTheSameTime() {
        WrappedKey mak = key(KeyType.MAK, TMK);
        List<byte[]> right = IntStream.range(0, 64)
                .mapToObj(n -> done(module.mac(mak, MacAlgorithm.X9_19, new byte[n])))
                .toList();
        assertThat(IntStream.range(0, 20_000)
                        .parallel()
                        .filter(i -> !Arrays.equals(
                                right.get(i % 64),
                                module.mac(mak, MacAlgorithm.X9_19, new byte[i % 64])
                                        .result()))
                        .count())
                .isZero();
    }
}
