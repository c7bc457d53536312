package io.txswitch.sandbox.wallet.phone.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.wallet.FaultScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The page about the sandbox names what there is. */
class SandboxPageTest {
    private final String page = read(Path.of("..", "docs", "sandbox.md"));

    @Test
    void eachFaultScriptStandsThereWithWhatItDoes() {
        for (FaultScript script : FaultScript.values()) {
            assertThat(page).contains("`" + script.word() + "`");
        }
        assertThat(page).contains("| `lost-notice` | " + FaultScript.LOST_NOTICE.text() + " |");
    }

    @Test
    void eachWordOfThePayerStandsThere() {
        new CommandLine(new PayerCommand())
                .getSubcommands()
                .keySet()
                .forEach(word -> assertThat(page).contains("`./txswitch payer " + word + " "));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
