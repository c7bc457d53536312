package io.txswitch.iso8583.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The integrator's pages are what the tables say; render them with -Dtxswitch.render=true. */
class TerminalDocumentTest {
    private static final Path FOLDER = Path.of(System.getProperty("txswitch.root", ".."), "docs", "iso8583");

    @Test
    void thePageForTerminalsIsWhatTheTableSays() throws IOException {
        same("terminal-integration.md", TerminalDocument.render());
    }

    @Test
    void thePageOfResponseCodesIsWhatTheTableSays() throws IOException {
        same("response-codes.md", TerminalDocument.renderCodes());
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
