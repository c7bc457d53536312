package io.txswitch.iso8583.crypto;

import static io.txswitch.iso8583.crypto.Hex.aes;
import static io.txswitch.iso8583.crypto.Hex.bytes;
import static io.txswitch.iso8583.crypto.Hex.des;
import static io.txswitch.iso8583.crypto.Hex.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.Pan;
import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class DukptTest {
    private static final String TDES_BDK = "0123456789ABCDEFFEDCBA9876543210";
    private static final String AES_BDK = "FEDCBA9876543210F1F1F1F1F1F1F1F1";
    /** The card of the standard's examples; put together, as it is nobody's. */
    private static final String PAN = "401234567890" + "9";

    private static final byte[] TRANSACTION = (PAN + "D987").getBytes(StandardCharsets.US_ASCII);

    /** ANSI X9.24-1:2009, A.4.1. */
    @Test
    void theInitialKeyIsTheOneOfTheStandard() throws Exception {
        assertThat(text(TdesDukpt.initialKey(des(TDES_BDK), bytes("FFFF9876543210E00000"))
                        .reveal()))
                .isEqualTo("6AC292FAA1315B4D858AB3A3D7D5933A");
    }

    /** ANSI X9.24-1:2009, A.4.2, the initial sequence; the data columns are the 2009 edition's. */
    @ParameterizedTest
    @CsvFileSource(resources = "x9-24-1-2009.csv", numLinesToSkip = 1)
    void everyTransactionOfTheStandardIsReproduced(
            String ksn, String key, String pinBlock, String macRequest, String macResponse, String dataRequest)
            throws Exception {
        ClearKey bdk = des(TDES_BDK);
        byte[] serial = bytes(ksn);
        assertThat(text(TdesDukpt.transactionKey(TdesDukpt.initialKey(bdk, serial), serial)
                        .reveal()))
                .isEqualTo(key);

        ClearKey pin = TdesDukpt.workingKey(bdk, serial, TdesDukpt.Usage.PIN);
        assertThat(text(PinBlocks.encrypt(pin, PinFormat.ISO_0, ClearPin.of("1234"), new Pan(PAN), new Random(1))))
                .isEqualTo(pinBlock);
        assertThat(mac(bdk, serial, TdesDukpt.Usage.MAC_REQUEST)).startsWith(macRequest);
        assertThat(mac(bdk, serial, TdesDukpt.Usage.MAC_RESPONSE)).startsWith(macResponse);
        ClearKey data = TdesDukpt.workingKey(bdk, serial, TdesDukpt.Usage.DATA);
        assertThat(text(data.encryptCbc(Arrays.copyOf(TRANSACTION, 24)))).isEqualTo(dataRequest);
    }

    private static String mac(ClearKey bdk, byte[] ksn, TdesDukpt.Usage usage) throws SecurityModuleException {
        return text(Macs.compute(TdesDukpt.workingKey(bdk, ksn, usage), MacAlgorithm.X9_19, TRANSACTION));
    }

    /** ANSI X9.24-3:2017, supplement with test vectors, AES-128 and AES-256 base keys. */
    @ParameterizedTest
    @CsvSource({
        AES_BDK + ",1273671EA26AC29AFA4D1084127652A1",
        AES_BDK + AES_BDK + ",CE9CE0C101D1138F97FB6CAD4DF045A7083D4EAE2D35A31789D01CCF0949550F"
    })
    void theInitialAesKeyIsTheOneOfTheStandard(String bdk, String initialKey) throws Exception {
        assertThat(text(AesDukpt.initialKey(aes(bdk), bytes("123456789012345600000000"))
                        .reveal()))
                .isEqualTo(initialKey);
    }

    /** As above, the first eight transactions. */
    @ParameterizedTest
    @CsvFileSource(resources = "x9-24-3-2017-aes128.csv", numLinesToSkip = 1)
    void everyAes128TransactionOfTheStandardIsReproduced(
            String ksn, String key, String pinKey, String macKey, String dataKey) throws Exception {
        check(AES_BDK, KeyAlgorithm.AES128, ksn, key, pinKey, macKey, dataKey);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "x9-24-3-2017-aes256.csv", numLinesToSkip = 1)
    void everyAes256TransactionOfTheStandardIsReproduced(
            String ksn, String key, String pinKey, String macKey, String dataKey) throws Exception {
        check(AES_BDK + AES_BDK, KeyAlgorithm.AES256, ksn, key, pinKey, macKey, dataKey);
    }

    private static void check(String base, KeyAlgorithm algorithm, String ksn, String key, String... working)
            throws SecurityModuleException {
        ClearKey bdk = aes(base);
        byte[] serial = bytes(ksn);
        assertThat(text(AesDukpt.transactionKey(AesDukpt.initialKey(bdk, serial), serial)
                        .reveal()))
                .isEqualTo(key);
        AesDukpt.Usage[] usages = {AesDukpt.Usage.PIN, AesDukpt.Usage.MAC_GENERATION, AesDukpt.Usage.DATA_ENCRYPTION};
        for (int i = 0; i < usages.length; i++) {
            assertThat(text(AesDukpt.workingKey(bdk, serial, usages[i], algorithm)
                            .reveal()))
                    .isEqualTo(working[i]);
        }
    }

    /** As above, further counters of the AES-128 table, and its last. */
    @ParameterizedTest
    @CsvSource({
        "0001FFFE,E21E8C8D347F8561A2BE752DAA85A111",
        "00020000,F7AE9025468A25D37B7249CFFED224C8",
        "00020001,692C8EA4013645135B36497131DF9D2C",
        "FFFE8000,0387625F189B58AE03EF0E8CCA41105E",
        "FFFF0000,F6BA59389BD14A9855BE9727E7C52E3C"
    })
    void distantAesTransactionsOfTheStandardAreReproduced(String counter, String key) throws Exception {
        byte[] ksn = bytes("1234567890123456" + counter);
        assertThat(text(AesDukpt.transactionKey(AesDukpt.initialKey(aes(AES_BDK), ksn), ksn)
                        .reveal()))
                .isEqualTo(key);
    }

    /** ANSI X9.24-3:2017, supplement, "Calculation of AES PIN Block Format 4": the same block under eight keys. */
    @ParameterizedTest
    @CsvSource({
        "00000001,A912150391AB65A67E52883D81CE2D15",
        "00000002,52A00503BD34BA1383F6A7EE9FE2547F",
        "00000008,8308BB857C17F390369F761F8EB358FA"
    })
    void theFormat4BlocksOfTheStandardAreRead(String counter, String block) throws Exception {
        byte[] ksn = bytes("1234567890123456" + counter);
        ClearKey key = AesDukpt.workingKey(aes(AES_BDK), ksn, AesDukpt.Usage.PIN, KeyAlgorithm.AES128);
        ClearPin pin = PinBlocks.decrypt(key, PinFormat.ISO_4, bytes(block), new Pan("4111111111111111"));
        assertThat(pin.reveal()).isEqualTo("1234");

        byte[] field = bytes("441234AAAAAAAAAA2F69ADDE2E9E7ACE");
        byte[] inner = key.encryptEcb(field);
        Macs.xor(inner, bytes("44111111111111111000000000000000"));
        assertThat(text(key.encryptEcb(inner))).isEqualTo(block);
    }

    @Test
    void aCounterThatCannotOccurIsRefused() {
        Hex.refused(
                Reason.BAD_SERIAL_NUMBER,
                () -> TdesDukpt.workingKey(des(TDES_BDK), bytes("FFFF9876543210E00000"), TdesDukpt.Usage.PIN));
        Hex.refused(
                Reason.BAD_SERIAL_NUMBER,
                () -> TdesDukpt.workingKey(des(TDES_BDK), bytes("FFFF9876543210EFFFFF"), TdesDukpt.Usage.PIN));
        Hex.refused(
                Reason.BAD_SERIAL_NUMBER, () -> TdesDukpt.workingKey(des(TDES_BDK), new byte[9], TdesDukpt.Usage.PIN));
        Hex.refused(
                Reason.BAD_SERIAL_NUMBER,
                () -> AesDukpt.workingKey(
                        aes(AES_BDK), bytes("12345678901234560001FFFF"), AesDukpt.Usage.PIN, KeyAlgorithm.AES128));
        Hex.refused(
                Reason.BAD_SERIAL_NUMBER,
                () -> AesDukpt.workingKey(aes(AES_BDK), new byte[12], AesDukpt.Usage.PIN, KeyAlgorithm.AES128));
    }

    @Test
    void aWorkingKeyIsNeverStrongerThanItsBase() {
        Hex.refused(
                Reason.BAD_KEY,
                () -> AesDukpt.workingKey(
                        aes(AES_BDK), bytes("123456789012345600000001"), AesDukpt.Usage.PIN, KeyAlgorithm.AES256));
    }
}
