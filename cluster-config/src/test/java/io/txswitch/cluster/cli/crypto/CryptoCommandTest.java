package io.txswitch.cluster.cli.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.cluster.cli.CommandLineTool;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Resources.SYSTEM_OUT)
class CryptoCommandTest {
    private record Said(int exit, String out, String err) {}

    private static final String PIK = "807A23AD32B36D457AE91FDF927570EA";
    private static final String CARD = "6212142000000000012";
    private static final String KBPK = "DD7515F2BFC17F85CE48F3CA25CB21F6";
    private static final String BLOCK =
            "B0080P0TE00E000094B420079CC80BA3461F86FE26EFC4A3B8E4FA4C5F5341176EED7B727B8A248E";

    private static Said run(String line) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream saidOut = new ByteArrayOutputStream();
        ByteArrayOutputStream saidErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(saidOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(saidErr, true, StandardCharsets.UTF_8));
            int exit = CommandLineTool.run(("crypto " + line).split(" "));
            return new Said(
                    exit, saidOut.toString(StandardCharsets.UTF_8).strip(), saidErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pinblock",
                "translate",
                "mac",
                "kcv",
                "dukpt",
                "arqc",
                "arpc",
                "tr31",
                "tr31 wrap",
                "tr31 unwrap"
            })
    void everyCommandHasHelpAndSaysThatItIsForTestKeys(String command) {
        Said said = run((command + " --help").strip());
        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("Usage:").contains("For test keys and test cards only");
    }

    /** Published examples, the same as in the bridge's tests, where their sources are named. */
    @ParameterizedTest
    @CsvSource({
        "pinblock --format 0 --pin 123456 --pan " + CARD + " --key " + PIK + ",AF5DABE4951A8715",
        "pinblock --format 0 --pin 123456 --pan " + CARD + ",06121456FFFFFFFE",
        "pinblock --format 2 --pin 1234,241234FFFFFFFFFF",
        "pinblock --decode --format 0 --pan " + CARD + " --key " + PIK + " --block AF5DABE4951A8715,123456",
        "pinblock --format 0 --pan " + CARD + " --key " + PIK + " --decode AF5DABE4951A8715,123456",
        "mac --algorithm unionpay-ecb --key 5BB5C72CD00B7338"
                + " --data 303230302073616D706C65204D41422030313233343536373839,4432334646363735",
        "mac --algorithm x9.19 --key 0123456789ABCDEFFEDCBA9876543210"
                + " --data 4e6f77206973207468652074696d6520666f7220616c6c20,A1C72E74EA3FA9B6",
        "mac --algorithm iso9797-3 --padding 2 --key 0123456789ABCDEFFEDCBA9876543210"
                + " --data 4E6F77206973207468652074696D6520666F7220616C6C20,E9086230CA3BE796",
        "mac --algorithm iso9797-1 --length 4 --key 0123456789ABCDEF"
                + " --data 4E6F77206973207468652074696D6520666F7220616C6C20,70A30640",
        "mac --algorithm cmac --key 2B7E151628AED2A6ABF7158809CF4F3C --data 6BC1BEE22E409F96E93D7E117393172A,"
                + "070A16B46B4D4144F79BDD9DD04A287C",
        "kcv --key " + PIK + ",8D0A74",
        "kcv --length 4 --key " + PIK + ",8D0A74B8",
        "kcv --cipher aes --key 3F419E1CB7079442AA37474C2EFBF8B8,08793E25AB",
        "kcv --cipher aes --method legacy --key 00000000000000000000000000000000,66E94B",
        "dukpt --cipher tdes --bdk 0123456789ABCDEFFEDCBA9876543210 --ksn FFFF9876543210E00001 --usage pin,"
                + "042666B49184CF5C68DE9628D0397B36",
        "dukpt --cipher tdes --bdk 0123456789ABCDEFFEDCBA9876543210 --ksn FFFF9876543210E00000 --usage initial,"
                + "6AC292FAA1315B4D858AB3A3D7D5933A",
        "dukpt --cipher aes --bdk FEDCBA9876543210F1F1F1F1F1F1F1F1 --ksn 123456789012345600000001 --usage pin,"
                + "AF8CB133A78F8DC2D1359F18527593FB",
        "arqc --imk 0123456789ABCDEFFEDCBA9876543210 --pan 1234567890123456 --psn 00 --atc 001C"
                + " --data 0000000040000000000000000124800004800001241911050152BF45851800001C06011203A0B800,"
                + "7A788EA6B8A3E733",
        "arpc --method 2 --imk 0123456789ABCDEFFEDCBA9876543210 --pan 1234567890123456 --atc 001C"
                + " --arqc 7A788EA6B8A3E733 --csu 00000000,9AF514C1",
        "tr31 unwrap --kbpk " + KBPK + " --block " + BLOCK + ",3F419E1CB7079442AA37474C2EFBF8B8"
    })
    void thePublishedExamplesAreReproduced(String line, String expected) {
        Said said = run(line);
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).isEqualTo(expected);
        assertThat(said.exit()).isZero();
    }

    @Test
    void aTranslatedBlockHasTheSamePin() {
        String aes = "00112233445566778899AABBCCDDEEFF";
        Said said = run("translate --from-key " + PIK + " --from-format 0 --to-key " + aes + " --to-format 4 --pan "
                + CARD + " --block AF5DABE4951A8715");
        assertThat(said.exit()).isZero();
        assertThat(said.out()).matches("[0-9A-F]{32}");
        assertThat(run("pinblock --decode --format 4 --pan " + CARD + " --key " + aes + " --block " + said.out())
                        .out())
                .isEqualTo("123456");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--header B0000P0TE00E0000",
                "--header B0000P0TE00N0100LB0Aa-desk",
                "--usage P0 --algorithm T --mode E --version B"
            })
    void whatIsWrappedIsUnwrapped(String header) {
        Said wrapped = run("tr31 wrap --kbpk " + KBPK + " --key " + PIK + " " + header);
        assertThat(wrapped.err()).isEmpty();
        assertThat(wrapped.exit()).isZero();
        Said opened = run("tr31 unwrap -o json --kbpk " + KBPK + " --block " + wrapped.out());
        assertThat(opened.out()).contains("\"key\":\"" + PIK + "\"").contains("\"usage\":\"P0\"");
    }

    /** What is wrong, and the option that is named; the value is never repeated. */
    @ParameterizedTest
    @CsvSource({
        "kcv --key 0123X,--key,0123X",
        "kcv --key 01234,--key,01234",
        "kcv --key 012345678901,--key,012345678901",
        "kcv,--key,nothing",
        "kcv --key " + PIK + " 0123456789ABCDEF,a value without an option,0123456789ABCDEF",
        "kcv --key " + PIK + " --kay=0123456789ABCDEF,--kay,0123456789ABCDEF",
        "kcv --key " + PIK + " --length 9,--length," + PIK,
        "pinblock --format 9 --pin 1234,--format,1234",
        "pinblock --format 0 --pin 12345X --pan " + CARD + ",--pin,12345X",
        "pinblock --format 0 --pin 123456 --pan 62121X,--pan,62121X",
        "pinblock --format 0 --pin 123456,--pan,123456",
        "pinblock --format 4 --pin 123456 --pan " + CARD + " --key 0123456789ABCDEF,--key,0123456789ABCDEF",
        "pinblock --decode --format 0 --pan " + CARD + ",--block," + CARD,
        "pinblock --decode --format 0 --pan " + CARD + " --block 0011,--block,0011",
        "mac --algorithm md5 --key " + PIK + " --data 00,--algorithm," + PIK,
        "mac --algorithm x9.19 --key 0123456789ABCDEF --data 00,--key,0123456789ABCDEF",
        "mac --algorithm cmac --padding 2 --key " + PIK + " --data 00,--padding," + PIK,
        "mac --algorithm cmac --key " + PIK + " --data 0,--data," + PIK,
        "dukpt --cipher tdes --bdk " + PIK + " --ksn FFFF --usage pin,--ksn," + PIK,
        "dukpt --cipher tdes --bdk " + PIK + " --ksn FFFF9876543210E00000 --usage pin,--ksn," + PIK,
        "dukpt --cipher tdes --bdk " + PIK + " --ksn FFFF9876543210E00001 --usage fly,--usage," + PIK,
        "dukpt --cipher des --bdk " + PIK + " --ksn FFFF9876543210E00001 --usage pin,--cipher," + PIK,
        "arqc --data 00,--imk,nothing",
        "arqc --data 00 --imk " + PIK + " --pan " + CARD + ",--atc," + PIK,
        "arqc --data 00 --imk " + PIK + " --pan " + CARD + " --atc 01,--atc," + PIK,
        "arpc --method 3 --arqc 0011223344556677 --key " + PIK + ",--method," + PIK,
        "arpc --method 1 --arqc 0011223344556677 --key " + PIK + ",--arc," + PIK,
        "arpc --method 1 --arqc 001122 --arc 3030 --key " + PIK + ",--arqc," + PIK,
        "tr31 wrap --kbpk " + KBPK + " --key " + PIK + ",--usage," + PIK,
        "tr31 wrap --kbpk 00 --key " + PIK + " --usage P0,--kbpk," + PIK,
        "tr31 wrap --kbpk " + KBPK + " --key 0011 --usage P0 --version B,--key," + KBPK,
        "tr31 wrap --kbpk " + KBPK + " --key " + PIK + " --header X0000,--header," + PIK
    })
    void wrongUseNamesTheOptionAndNeverTheValue(String line, String named, String secret) {
        Said said = run(line);
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains(named).doesNotContain(secret);
        assertThat(said.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pinblock --decode --format 0 --pan 4111111111111111 --key " + PIK + " --block AF5DABE4951A8715",
                "tr31 unwrap --kbpk " + PIK + " --block " + BLOCK,
                "tr31 unwrap --kbpk " + KBPK + " --block B0016P0TE00E0000"
            })
    void bytesThatDoNotFitAreOne(String line) {
        Said said = run(line);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("not a").doesNotContain(PIK);
        assertThat(said.out()).isEmpty();
    }
}
