package io.txswitch.iso8583.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The integrator's pages are what the tables say; render them with -Dtxswitch.render=true. */
class DialectDocumentTest {
    private static final Path FOLDER = Path.of(System.getProperty("txswitch.root", ".."), "docs", "iso8583");

    static List<String> dialects() {
        return Dialects.builtIn().names();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void thePageOfADialectIsWhatItsTableSays(String name) throws IOException {
        same(name + ".md", DialectDocument.render(EveryDialectTest.dialect(name)));
    }

    @Test
    void thePageOfFramingsIsWhatThePresetsAre() throws IOException {
        same("framings.md", FramingDocument.render());
    }

    private static void same(String page, String rendered) throws IOException {
        Path file = FOLDER.resolve(page);
        if (Boolean.getBoolean("txswitch.render")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, rendered);
        }
        assertThat(Files.readString(file)).isEqualTo(rendered);
    }
}
