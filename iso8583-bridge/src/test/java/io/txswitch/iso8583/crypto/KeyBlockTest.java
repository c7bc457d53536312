package io.txswitch.iso8583.crypto;

import static io.txswitch.iso8583.crypto.Hex.bytes;
import static io.txswitch.iso8583.crypto.Hex.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyBlockTest {
    private static final Random RANDOM = new Random(11);
    private static final String TDES_KBPK = "DD7515F2BFC17F85CE48F3CA25CB21F6";
    private static final String AES_KBPK = "88E1AB2A2E3DD38C1FA039A536500CC8A87AB9D62DC92C01058FA79F44657DE6";
    private static final String B_BLOCK =
            "B0080P0TE00E000094B420079CC80BA3461F86FE26EFC4A3B8E4FA4C5F5341176EED7B727B8A248E";

    /**
     * In order: TR-31:2018 A.7.2.2, A.7.3.2 (with a serial number in KS), A.7.4; ANSI X9.143:2021 8.1 (length of the
     * key hidden) and 8.4.2; ISO 20038:2017 B.3.
     */
    @ParameterizedTest
    @CsvSource({
        TDES_KBPK + "," + B_BLOCK + ",3F419E1CB7079442AA37474C2EFBF8B8",
        "1D22BF32387C600AD97F9B97A51311AC,"
                + "B0104B0TX12S0100KS1800604B120F9292800000BB68BE8680A400D9191AD4ECE45B6E6C0D21C4738A52190E"
                + "248719E24B433627,"
                + "E8BC63E5479455E26577F715D587FE68",
        AES_KBPK + ",D0112P0AE00E0000B82679114F470F540165EDFBF7E250FCEA43F810D215F8D207E2E417C07156A2"
                + "7E8E31DA05F7425509593D03A457DC34,3F419E1CB7079442AA37474C2EFBF8B8",
        AES_KBPK + ",D0144P0AE00E00002C77FA3F4A553BED6E88AE5C172A4166E3D4ACA8E2AC71C158A476FAC12C13C3"
                + "829DE55D3AB54C48F4C4FEF7AC75E90FC47F1B77E7B19A73ED46E64410082557,"
                + "3F419E1CB7079442AA37474C2EFBF8B8",
        "1D22BF32387C600AD97F9B97A51311AC,B0120B0TX12S0100KS1800604B120F929280000015CEB14B76D551F21EC43A75"
                + "390FA118A98C6CB049E3B9E864A5F4A8B9A5108A6DB5635C95B042D7,E8BC63E5479455E26577F715D587FE68",
        "3235362D6269742041455320777261707069 6E67202849534F20323030333829,"
                + "D0112M3TV16N000018462FA5903B8D2B82FEE26B29713C0BE7ED81601087F12252093D06FC0A012C"
                + "1CF769AD0E3E9E4877166AB013FC22B4,76736170706464203245455220 6B6479"
    })
    void thePublishedBlocksAreOpened(String protection, String block, String key) throws Exception {
        KeyBlock.Opened opened = KeyBlock.unwrap(protection(protection, block.charAt(0)), block);
        assertThat(text(opened.key())).isEqualTo(key.replace(" ", ""));
        assertThat(block).startsWith(opened.header().version().name());
        assertThat(opened.toString()).doesNotContain(text(opened.key()));
    }

    private static ClearKey protection(String hex, char version) throws SecurityModuleException {
        return version == 'D' ? ClearKey.aes(bytes(hex)) : ClearKey.des(bytes(hex));
    }

    @Test
    void anOptionalBlockIsRead() throws Exception {
        KeyBlockHeader header = KeyBlock.unwrap(
                        protection("1D22BF32387C600AD97F9B97A51311AC", 'B'),
                        "B0104B0TX12S0100KS1800604B120F9292800000BB68BE8680A400D9191AD4ECE45B6E6C0D21C4738A52190E"
                                + "248719E24B433627")
                .header();
        assertThat(header.optional()).containsExactly(new KeyBlockHeader.OptionalBlock("KS", "00604B120F9292800000"));
        assertThat(header.usage()).isEqualTo("B0");
        assertThat(header.keyVersion()).isEqualTo("12");
        assertThat(header.exportability()).isEqualTo('S');
    }

    /** The published block of TR-31:2018 A.7.2.2 again, from the other side: its fill was all that was random. */
    @Test
    void thePublishedBlockIsMadeFromItsOwnFill() throws Exception {
        byte[] fill = bytes("1C2965473CE2");
        ClearKey protection = protection(TDES_KBPK, 'B');
        byte[] key = bytes("3F419E1CB7079442AA37474C2EFBF8B8");
        Random known = new Random(0) {
            @Override
            public void nextBytes(byte[] into) {
                System.arraycopy(fill, 0, into, into.length - fill.length, fill.length);
            }
        };
        String made =
                KeyBlock.wrap(protection, KeyBlockHeader.of(KeyBlockHeader.Version.B, "P0", 'T', 'E'), key, known);
        assertThat(made).isEqualTo(B_BLOCK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"B", "D"})
    void whatIsWrappedComesBackWithEverythingSaidAboutIt(String version) throws Exception {
        ClearKey protection = protection(version.equals("B") ? TDES_KBPK : AES_KBPK, version.charAt(0));
        KeyBlockHeader header = new KeyBlockHeader(
                KeyBlockHeader.Version.valueOf(version),
                "M3",
                'T',
                'C',
                "c1",
                'N',
                "00",
                List.of(
                        new KeyBlockHeader.OptionalBlock("LB", "a label"),
                        new KeyBlockHeader.OptionalBlock("TS", "2026-01-01T00:00:00Z"),
                        new KeyBlockHeader.OptionalBlock("IK", "x".repeat(400))));
        for (int length : new int[] {8, 16, 24, 32}) {
            byte[] key = new byte[length];
            RANDOM.nextBytes(key);
            String block = KeyBlock.wrap(protection, header, key, RANDOM);
            KeyBlock.Opened opened = KeyBlock.unwrap(protection, block);
            assertThat(opened.key()).isEqualTo(key);
            assertThat(opened.header()).isEqualTo(header);
        }
    }

    @Test
    void anyCharacterThatIsChangedMakesTheBlockFail() throws Exception {
        ClearKey protection = protection(TDES_KBPK, 'B');
        for (int i = 0; i < B_BLOCK.length(); i++) {
            char other = B_BLOCK.charAt(i) == '0' ? '1' : '0';
            String changed = B_BLOCK.substring(0, i) + other + B_BLOCK.substring(i + 1);
            Hex.refused(Reason.BAD_KEY_BLOCK, () -> KeyBlock.unwrap(protection, changed));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "B0016P0TE00E0000",
                "A0072P0TE00E0000F5161ED902807AF26F1D62263644BD24192FDB3193C730301CEE8701",
                "B0000P0TE00N0100KS0",
                "B0000P0TE00N0100KS03",
                "B0000P0TE00N0100KS00",
                "B0000P0TE00N0100KS0000",
                "B0000P0TE00N0100KS000101",
                "B0000P0TE00N0100KS0001FF",
                "B0000P0TE00N0X00",
                "B0000P0TE00N0200KS0600??04",
                "B0000P0TE00N9900KS04"
            })
    void whatIsNotABlockIsRefused(String block) {
        Hex.refused(Reason.BAD_KEY_BLOCK, () -> KeyBlock.unwrap(protection(TDES_KBPK, 'B'), block));
    }

    @Test
    void eachVersionNeedsItsOwnKindOfProtectionKey() {
        Hex.refused(Reason.BAD_KEY, () -> KeyBlock.unwrap(protection(AES_KBPK, 'D'), B_BLOCK));
        Hex.refused(Reason.BAD_KEY, () -> KeyBlock.unwrap(ClearKey.des(new byte[8]), B_BLOCK));
    }
}
