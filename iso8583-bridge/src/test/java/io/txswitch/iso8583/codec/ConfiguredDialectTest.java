package io.txswitch.iso8583.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.Section;
import io.txswitch.iso8583.bank.BankConfig;
import io.txswitch.iso8583.terminal.TerminalConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bank and a family of terminals that nobody here has heard of, by configuration alone. */
class ConfiguredDialectTest {
    private static final String PACKAGER = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE isopackager PUBLIC "-//jPOS/jPOS Generic Packager DTD 1.0//EN"
                "http://jpos.org/dtd/generic-packager-1.0.dtd">
            <isopackager maxValidField="64">
              <isofield id="0" length="4" name="MTI" class="org.jpos.iso.IFA_NUMERIC"/>
              <isofield id="1" length="8" name="Bitmap" class="org.jpos.iso.IFB_BITMAP"/>
              <isofield id="3" length="6" name="Code" pad="true" class="org.jpos.iso.IFB_NUMERIC"/>
              <isofield id="11" length="6" name="Trace" class="org.jpos.iso.IFA_NUMERIC"/>
              <isofield id="48" length="500" name="Bytes" class="org.jpos.iso.IFB_LLLHBINARY"/>
              <isofield id="62" length="99" name="Text" class="org.jpos.iso.IFA_LLCHAR"/>
            </isopackager>
            """;
    private static final String FIELDS = """
            title: The dialect of an example bank
            mti: {version: "0", class: "28", function: "01", origin: "0"}
            others: refused
            fields:
              - {field: 3, name: Code, format: n6}
              - {field: 11, name: Trace, format: n6}
              - {field: 48, name: Bytes, format: b...500}
              - {field: 62, name: Text, format: ans..99}
            messages:
              - {mti: "0200", name: Sale, mandatory: 3 11, optional: "62"}
            """;

    @TempDir
    Path folder;

    private Section node(String packager, String fields) throws Exception {
        Path xml = Files.writeString(folder.resolve("bank-x.xml"), packager);
        Path yaml = Files.writeString(folder.resolve("bank-x.yaml"), fields);
        return ConfigFile.parse("""
                dialects:
                  - {name: bank-x, packager: "%s", fields: "%s"}
                framings:
                  - name: bank-x-line
                    length: ascii
                    length-bytes: 3
                    length-includes-header: false
                    header: "48454144"
                    trailer: "03"
                terminal: {dialect: bank-x, framing: bank-x-line}
                banks:
                  - {id: bank-x, port: 7001, dialect: bank-x, framing: bank-x-line}
                """.formatted(xml, yaml), Map.of());
    }

    @Test
    void aBankAndTerminalsAreAddedByConfigurationAlone() throws Exception {
        Section root = node(PACKAGER, FIELDS);
        Dialects dialects = Dialects.read(root);
        Framings framings = Framings.read(root);
        TerminalConfig terminal = TerminalConfig.read(root, dialects, framings);
        BankConfig bank = BankConfig.readAll(root, dialects, framings).getFirst();
        root.refuseUnknownKeys();
        root.problems().throwIfAny();
        assertThat(dialects.names()).contains("unionpay-pos", "bank-x");
        assertThat(terminal.dialect()).isSameAs(bank.dialect());
        assertThat(terminal.framing()).isSameAs(bank.framing());

        IsoMessage sale = IsoMessage.of("0200")
                .set(3, "000000")
                .set(11, "000007")
                .set(48, new byte[] {1, 2, 3})
                .set(62, "hello")
                .build();
        Frame frame = bank.framing().frame(bank.tpdu(), bank.dialect().codec().encode(sale));

        // 030: the message and the trailer; then HEAD, MTI, bitmap of 3, 11, 48 and 62, and the end of text.
        assertThat(HexFormat.of().withUpperCase().formatHex(frame.toBuffer().getBytes()))
                .isEqualTo("303334" + "48454144" + "30323030" + "2020000000010004" + "000000" + "303030303037"
                        + "0003010203" + "3035" + "68656C6C6F" + "03");
        FrameReader reader = new FrameReader(terminal.framing());
        reader.feed(frame.toBuffer());
        Frame read = Objects.requireNonNull(reader.next());
        assertThat(terminal.dialect().codec().decode(read.message())).isEqualTo(sale);
        assertThat(terminal.dialect().rules().check(sale))
                .extracting(FieldRules.Problem::text)
                .containsExactly("DE48: is not of this transaction");
    }

    @Test
    void aTableMayKeepTheWireFormThatShips() throws Exception {
        String fields;
        try (var in = Dialects.class.getClassLoader().getResourceAsStream("dialects/unionpay-pos.yaml")) {
            fields = new String(Objects.requireNonNull(in).readAllBytes());
        }
        Path yaml =
                Files.writeString(folder.resolve("ours.yaml"), fields.replace("others: refused", "others: allowed"));
        Section root = ConfigFile.parse("dialects:\n  - {name: acquirer-a, fields: \"" + yaml + "\"}\n", Map.of());

        Dialect dialect = Objects.requireNonNull(Dialects.read(root).find("acquirer-a"));

        root.problems().throwIfAny();
        assertThat(dialect.rules().check(IsoMessage.of("0900").build())).isEmpty();
    }

    @Test
    void allThatIsWrongWithADialectIsReported() throws Exception {
        Section root = node(
                PACKAGER.replace("org.jpos.iso.IFA_LLCHAR", "org.jpos.iso.IFE_LLCHAR"),
                FIELDS.replace("format: n6}\n  - {field: 48", "format: n7}\n  - {field: 48")
                        .replace("b...500", "ans...500"));
        Dialects.read(root);

        assertThat(root.problems().found())
                .anyMatch(p -> p.contains("bank-x.xml") && p.contains("element 62: the class IFE_LLCHAR"))
                .anyMatch(p -> p.contains("bank-x.yaml") && p.contains("element 11: the format n7"))
                .anyMatch(p -> p.contains("element 48: the packager definition has bytes"));

        Section table = node(
                PACKAGER,
                FIELDS.replace("\"0200\"", "200").replace("3 11", "3 12").replace("others", "colour"));
        Dialects.read(table);
        assertThat(table.problems().found())
                .anyMatch(p -> p.contains("'200' is no MTI"))
                .anyMatch(p -> p.contains("the element 12 is not in the table"))
                .anyMatch(p -> p.contains("colour: is not a setting"));
    }

    @Test
    void whatCannotBeReadOrStandsTwiceIsReported() {
        Section root = ConfigFile.parse("""
                dialects:
                  - {name: cups, fields: none.yaml}
                  - {name: Bank X, fields: none.yaml}
                  - {name: bank-y, fields: none.yaml}
                  - {name: bank-z}
                framings:
                  - {name: nac}
                  - {name: wide, length-bytes: 5}
                  - {name: odd, header: "123"}
                  - {name: swap, header: "1234", header-swap-bytes: 2}
                terminal: {dialect: bank-q, framing: none}
                """, Map.of());
        Dialects dialects = Dialects.read(root);
        TerminalConfig.read(root, dialects, Framings.read(root));

        assertThat(root.problems().found())
                .anyMatch(p -> p.equals("dialects[0].name: the dialect cups stands twice"))
                .anyMatch(p -> p.startsWith("dialects[1].name: has small letters"))
                .anyMatch(p -> p.startsWith("dialects[2].fields: none.yaml cannot be read"))
                .anyMatch(p -> p.equals("dialects[3].fields: is missing"))
                .anyMatch(p -> p.equals("framings[0].name: the framing nac stands twice"))
                .anyMatch(p -> p.equals("framings[1]: length-bytes: 1 to 4"))
                .anyMatch(p -> p.startsWith("framings[2]: header:"))
                .anyMatch(p -> p.startsWith("framings[3]: header-swap:"))
                .anyMatch(p -> p.equals("terminal.dialect: does not know 'bank-q'"))
                .anyMatch(p -> p.equals("terminal.framing: 'none' has no length"));
    }
}
