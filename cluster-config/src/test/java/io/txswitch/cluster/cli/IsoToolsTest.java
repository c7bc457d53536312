package io.txswitch.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The integrator's tools as a shell sees them. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class IsoToolsTest {
    private static final String SALE = "0200" + "7000000020808200" + "164111111111111111" + "000000" + "000000012345"
            + "294111111111111111D3012201000000" + "5430303030303031" + "313536"
            + "0020" + "5A084111111111111111" + "9F36020001" + "9F0200" + "8400";

    private record Said(int exit, String out, String err) {
        List<JsonObject> lines() {
            return out.lines().map(JsonObject::new).toList();
        }

        JsonObject error() {
            return new JsonObject(out).getJsonObject("error");
        }
    }

    private static Said run(String in, String... args) {
        InputStream stdin = System.in;
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream saidOut = new ByteArrayOutputStream();
        ByteArrayOutputStream saidErr = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)));
            System.setOut(new PrintStream(saidOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(saidErr, true, StandardCharsets.UTF_8));
            int exit = CommandLineTool.run(args);
            return new Said(exit, saidOut.toString(StandardCharsets.UTF_8), saidErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(stdin);
            System.setOut(out);
            System.setErr(err);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso", "iso decode", "iso encode", "iso send", "emv", "emv decode", "fuzz"})
    void everyToolHasHelp(String command) {
        Said said = run("", (command + " --help").split(" "));
        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("Usage:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iso",
                "emv",
                "iso decode",
                "iso decode --batch 0800",
                "emv decode --batch 9F",
                "iso decode --dialect none 0800",
                "iso decode --framing odd 0800",
                "iso decode --config nowhere.yaml 0800",
                "iso encode",
                "iso encode --framing nac --tpdu 61 {\"mti\":\"0800\"}",
                "iso send 0800",
                "iso send --port 1 --framing none 0800",
                "iso send --port 1 zz",
                "emv decode",
                "fuzz",
                "fuzz --minutes 0",
                "fuzz --minutes 1 --target none"
            })
    void usedWronglyIsTwo(String command) {
        assertThat(run("", command.split(" ")).exit()).isEqualTo(2);
    }

    @Test
    void aBatchGivesOneObjectForEachLineInOrder() {
        Said said = run(
                SALE + "\n-\nxyz\n\n" + SALE + "00\n0900\n" + SALE.toLowerCase(java.util.Locale.ROOT) + "\r\n020",
                "iso",
                "decode",
                "--batch",
                "--unmask");

        assertThat(said.exit()).isZero();
        assertThat(said.lines()).hasSize(8);
        assertThat(said.lines().get(0).encode())
                .isEqualTo("{\"mti\":\"0200\",\"fields\":{\"2\":\"4111111111111111\",\"3\":\"000000\","
                        + "\"4\":\"000000012345\",\"35\":\"4111111111111111=301220100000\","
                        + "\"41\":\"T0000001\",\"49\":\"156\","
                        + "\"55\":\"5A0841111111111111119F360200019F02008400\"}}");
        assertThat(said.lines().get(6)).isEqualTo(said.lines().get(0));
        assertThat(said.out().lines().toList().get(1))
                .isEqualTo("{\"error\":{\"field\":\"mti\",\"offset\":0,\"reason\":\"four digits\"}}");
        assertThat(said.out().lines().toList().get(3))
                .isEqualTo(said.out().lines().toList().get(1));
        assertThat(said.lines().get(2).getJsonObject("error").getString("field"))
                .isEqualTo("message");
        JsonObject trailing = said.lines().get(4).getJsonObject("error");
        assertThat(trailing.getString("field")).isEqualTo("message");
        assertThat(trailing.getInteger("offset")).isEqualTo(SALE.length() / 2);
        assertThat(said.lines().get(5).getJsonObject("error").getString("reason"))
                .contains("unknown message type");
        assertThat(said.lines().get(7).getJsonObject("error").getInteger("offset"))
                .isEqualTo(1);
    }

    @Test
    void cardNumbersAreCoveredEverywhere() {
        Said said = run("", "iso", "decode", "-o", "json", SALE);

        assertThat(said.exit()).isZero();
        assertThat(said.out())
                .contains("\"2\":\"411111******1111\"", "\"35\":\"411111******1111=************\"")
                .contains("\"55\":\"5A08411111******11119F360200019F02008400\"")
                .doesNotContain("4111111111111111");
        assertThat(run("", "iso", "decode", SALE).out())
                .contains("Primary account number", "411111******1111")
                .doesNotContain("4111111111111111");
    }

    @ParameterizedTest
    @CsvSource({
        "0200 1000000000000000 00000001234E, 4, , 15",
        "0200 0000000000000200 0008 9F2608A1B2C3D4E5, 55, 55.9F26, 12",
        "0200 4000000000000000 2012, 2, , 10",
        "0200 4000000000000000 0A12, 2, , 10",
        "0200 80, bitmap, , 2",
        "0A00, mti, , 0"
    })
    void aBadByteIsNamedByFieldAndOffset(String hex, String field, String path, int offset) {
        Said said = run("", "iso", "decode", "-o", "json", hex);

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.error().getString("field")).isEqualTo(field);
        assertThat(said.error().getString("path")).isEqualTo(path);
        assertThat(said.error().getInteger("offset")).isEqualTo(offset);
        assertThat(said.error().getString("reason")).isNotBlank();
    }

    @Test
    void anOffsetCountsWhatIsAroundTheMessage() {
        Said said = run("", "iso", "decode", "-o", "json", "--framing", "nac", "0009 6000010002 0800 0000");
        assertThat(said.error().getInteger("offset")).isEqualTo(2 + 5 + 2);

        Said more = run("", "iso", "decode", "-o", "json", "--framing", "ascii4", "30303032 0800 00");
        assertThat(more.error().getInteger("offset")).isEqualTo(6);
        assertThat(run("", "iso", "decode", "--framing", "nac", "0000").out()).contains("framing nac: length 0");
    }

    @Test
    void whatTheTableMissesIsToldOnRequest() {
        Said said = run("", "iso", "decode", "-o", "json", "--check", "0200 2000000000000000 000000");

        assertThat(new JsonObject(said.out()).getJsonArray("problems"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject().put("field", "11").put("reason", "is mandatory"))
                        .add(new JsonObject().put("field", "41").put("reason", "is mandatory"))
                        .add(new JsonObject().put("field", "4").put("reason", "is mandatory: money moves or is held")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso87-ascii", "iso87-binary", "iso93-binary", "unionpay-pos", "cups"})
    void whatIsEncodedIsDecoded(String dialect) {
        String json = dialect.equals("iso93-binary")
                ? "{\"mti\":\"1200\",\"fields\":{\"2\":\"4111111111111111\",\"52\":\"0123456789ABCDEF\"}}"
                : "{\"mti\":\"0200\",\"fields\":{\"22\":\"021\",\"52\":\"0123456789ABCDEF\"}}";
        Said hex =
                run(json + "\n" + json + "\n", "iso", "encode", "--batch", "--dialect", dialect, "--framing", "cups");
        Said back = run(hex.out(), "iso", "decode", "--batch", "--unmask", "--dialect", dialect, "--framing", "cups");

        assertThat(hex.exit()).isZero();
        assertThat(back.out()).isEqualTo(json + "\n" + json + "\n");
    }

    @Test
    void whatCannotBeEncodedIsNamed() {
        Said said = run(
                "{\"mti\":\"0200\",\"fields\":{\"4\":\"12x\"}}\nno\n{\"mti\":\"2\"}\n"
                        + "{\"mti\":\"0200\",\"fields\":{\"200\":\"1\"}}\n"
                        + "{\"mti\":\"0200\",\"fields\":{\"52\":\"x\"}}\n{\"mti\":\"0900\"}",
                "iso",
                "encode",
                "--batch");

        assertThat(said.exit()).isZero();
        assertThat(said.lines().stream().map(each -> each.getJsonObject("error").getString("field")))
                .containsExactly("4", "message", "mti", "200", "52", "mti");
    }

    @Test
    void chipDataIsNamedAndNested() {
        Said said = run("9F36020001700A5A084111111111111111\n-\n9F3602\n0g", "emv", "decode", "--batch");

        assertThat(said.exit()).isZero();
        assertThat(said.out().lines())
                .containsExactly(
                        "{\"tags\":[{\"tag\":\"9F36\",\"name\":\"Application Transaction Counter\",\"value\":\"0001\"},"
                                + "{\"tag\":\"70\",\"name\":\"READ RECORD Response Message Template\",\"tags\":["
                                + "{\"tag\":\"5A\",\"name\":\"Application Primary Account Number\","
                                + "\"value\":\"411111******1111\"}]}]}",
                        "{\"tags\":[]}",
                        "{\"error\":{\"field\":\"9F36\",\"offset\":0,\"reason\":\"length 2, found 0\"}}",
                        "{\"error\":{\"field\":\"message\",\"offset\":0,\"reason\":\"only hexadecimal digits\"}}");
        assertThat(run("", "emv", "decode", "--unmask", "700A5A084111111111111111")
                        .out())
                .contains("  5A", "4111111111111111");
        assertThat(run("", "emv", "decode", "9F").exit()).isEqualTo(1);
    }

    @Test
    void aMessageIsSentAndItsAnswerPrinted() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> answer(server));
            Said said = run(
                    "",
                    "iso",
                    "send",
                    "--port",
                    String.valueOf(server.getLocalPort()),
                    "-o",
                    "json",
                    "{\"mti\":\"0800\",\"fields\":{\"11\":\"000001\"}}");

            assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("600001000008000020000000000000000001");
            assertThat(said.exit()).isZero();
            assertThat(said.out().strip()).isEqualTo("{\"mti\":\"0810\",\"fields\":{\"39\":\"00\"}}");
        }
    }

    private static String answer(ServerSocket server) {
        try (Socket socket = server.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] request = in.readNBytes(in.readUnsignedShort());
            socket.getOutputStream()
                    .write(HexFormat.of().parseHex("0011" + "6000000001" + "0810" + "0000000002000000" + "3030"));
            return HexFormat.of().formatHex(request);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noAnswerIsOne() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(silent.getLocalPort());
            Said said = run("", "iso", "send", "--port", port, "--timeout-ms", "200", "08000000000000000000");
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.err()).contains("no answer");
        }
    }

    @Test
    void aDialectOfTheNodesFileIsKnownHere(@TempDir Path folder) throws Exception {
        Path fields = Files.writeString(folder.resolve("x.yaml"), """
                title: An example
                packager: dialects/unionpay-pos.xml
                fields: [{field: 11, name: Trace, format: n7}]
                """);
        Path node = Files.writeString(
                folder.resolve("node.yaml"), "dialects:\n  - {name: x, fields: \"" + fields + "\"}\n");

        Said said = run("", "iso", "decode", "--config", node.toString(), "--dialect", "x", "0800");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("the element 11: the format n7 is not what the packager definition says");
    }

    @Test
    void fuzzingTellsWhatItDid() {
        Said said = run("", "fuzz", "--minutes", "0.02", "--seed", "7", "-o", "json");

        assertThat(said.exit()).isZero();
        assertThat(new JsonObject(said.out()).getJsonArray("findings")).isEmpty();
        assertThat(new JsonObject(said.out()).getLong("inputs")).isPositive();
        assertThat(said.err()).contains("seed 7");
        assertThat(run("", "fuzz", "--minutes", "0.02", "--target", "tlv").out())
                .contains("0 findings");
    }

    /** What the page for integrators tells to type, apart from what needs a switch that runs. */
    @Test
    void theExamplesOfThePageWork() throws Exception {
        Path page = Path.of(System.getProperty("txswitch.root", ".."), "docs", "iso8583", "README.md");
        List<String> examples = Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("./txswitch ") && !line.contains(" send "))
                .toList();

        assertThat(examples).hasSize(3);
        for (String each : examples) {
            List<String> words = new ArrayList<>();
            Matcher word = Pattern.compile("'([^']*)'|(\\S+)").matcher(each);
            while (word.find()) {
                words.add(word.group(1) == null ? word.group(2) : word.group(1));
            }
            Said said = run("", words.subList(1, words.size()).toArray(String[]::new));
            assertThat(said.exit()).as(each + said).isZero();
        }
    }
}
