package io.txswitch.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.channel.wallet.CapabilityPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pages about channels are what the sources say; render the table with -Dtxswitch.render=true. */
class ChannelPagesTest {
    private static final Path ROOT = Path.of(System.getProperty("txswitch.root", ".."));
    private static final Path PAGES = ROOT.resolve("docs/channels");
    private static final Pattern EXAMPLE = Pattern.compile("<!-- from (\\S+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("`([\\w/-]+\\.java)`");
    private static final List<Path> FOLDERS = List.of(
            ROOT,
            ROOT.resolve("sandbox/src/main/java/io/txswitch/sandbox/wallet/sample"),
            ROOT.resolve("switch-core/src/main/java/io/txswitch/core/contract"),
            ROOT.resolve("channel-verticles/src/test/java/io/txswitch/channel"));

    @Test
    void theTableOfCapabilitiesIsTheOneInTheSources() throws IOException {
        rendered("README.md", CapabilityPage.render());
    }

    @Test
    void theTableOfScenariosIsTheOneThatRuns() throws IOException {
        rendered("scenarios.md", Scenarios.page());
    }

    private static void rendered(String name, String text) throws IOException {
        Path page = PAGES.resolve(name);
        if (Boolean.getBoolean("txswitch.render")) {
            Files.writeString(page, text);
        }
        assertThat(Files.readString(page)).isEqualTo(text);
    }

    @Test
    void everyExampleStandsInTheSourceItNames() throws IOException {
        List<MatchResult> examples = EXAMPLE.matcher(recipe()).results().toList();
        assertThat(examples).hasSizeGreaterThan(5);
        for (MatchResult example : examples) {
            String source = Files.readString(ROOT.resolve(example.group(1)));
            assertThat(flat(source)).as(example.group(1)).contains(flat(example.group(2)));
        }
    }

    @Test
    void noExampleIsWithoutItsSource() throws IOException {
        assertThat(recipe().split("```java", -1))
                .hasSize((int) EXAMPLE.matcher(recipe()).results().count() + 1);
    }

    @Test
    void everyFileOfTheRecipeIsThere() throws IOException {
        List<String> named =
                FILE.matcher(recipe()).results().map(found -> found.group(1)).toList();
        assertThat(named)
                .isNotEmpty()
                .allMatch(name -> FOLDERS.stream().anyMatch(folder -> Files.exists(folder.resolve(name))));
    }

    private static String recipe() throws IOException {
        return Files.readString(PAGES.resolve("adding-one.md"));
    }

    /** Without indentation, which differs on purpose. */
    private static String flat(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
