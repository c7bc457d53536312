package io.txswitch.cluster.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is never done anywhere, and where docs/SECURITY.md says it is shown. */
class SecurityRulesTest {
    private static final JavaClasses SWITCH = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.txswitch");

    private static final String SECRET_WORD = "(?:signature|hmac|mac|digest|secret|token|passw|cryptogram)";
    private static final String COMPARISON = "(?:equals|equalsIgnoreCase|contentEquals|compareTo|compareToIgnoreCase)";

    /** Somebody's own secret before his own eyes: the command line, and the explanation of a signature. */
    private static final Pattern OWN_EYES = Pattern.compile(".*(/cli/.*|SignatureExplanation\\.java)");

    private static final Pattern LEFT =
            Pattern.compile("(?i)\\b[a-z]*" + SECRET_WORD + "[a-z]*(?:\\(\\))?\\." + COMPARISON + "\\(");
    private static final Pattern RIGHT =
            Pattern.compile("(?i)\\." + COMPARISON + "\\([a-z.]*" + SECRET_WORD + "[a-z]*(?:\\(\\))?\\)");
    private static final Pattern BYTES =
            Pattern.compile("(?i)Arrays\\.equals\\([^;]*\\b[a-z]*" + SECRET_WORD + "[a-z]*");

    /** A row of the table: the item, and the tests that show it. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([KLM][0-9]{2}) \\|(.*)\\|$");

    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]+)\\.([a-z][A-Za-z0-9]+)`");

    @Test
    void nothingSecretIsComparedByEquals() {
        List<String> found = new ArrayList<>();
        for (Path path : Project.javaFiles()) {
            if (!Project.isSwitch(path)
                    || OWN_EYES.matcher(Project.relative(path)).matches()) {
                continue;
            }
            List<String> lines = Project.read(path).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (LEFT.matcher(line).find()
                        || RIGHT.matcher(line).find()
                        || BYTES.matcher(line).find()) {
                    found.add(Project.relative(path) + ":" + (i + 1) + ": " + line.strip());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theRuleAboutComparingFindsWhatItShould() {
        assertThat(LEFT.matcher("if (theirSignature.equals(ours))").find()).isTrue();
        assertThat(RIGHT.matcher("return given.equalsIgnoreCase(hmac());").find())
                .isTrue();
        assertThat(BYTES.matcher("Arrays.equals(mac, given)").find()).isTrue();
        assertThat(LEFT.matcher("name.equals(other)").find()).isFalse();
    }

    /** Field tables are XML of our own, read by the codec's library; what comes from outside meets no parser of it. */
    @Test
    void noXmlIsReadFromAnywhere() {
        noClasses()
                .that()
                .resideInAPackage("io.txswitch..")
                .and()
                .resideOutsideOfPackage("io.txswitch.sandbox..")
                .and()
                .haveSimpleNameNotEndingWith("Test")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.xml..",
                        "org.w3c.dom..",
                        "org.xml..",
                        "org.dom4j..",
                        "org.jdom2..",
                        "com.fasterxml.jackson.dataformat.xml..",
                        "java.beans..")
                .check(SWITCH);
    }

    @Test
    void nothingIsReadByItsOwnTypeName() {
        noClasses()
                .that()
                .resideInAPackage("io.txswitch..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.ObjectInputStream|com\\.alibaba\\.fastjson2?\\..*"
                        + "|com\\.fasterxml\\.jackson\\.databind\\.jsontype\\.BasicPolymorphicTypeValidator.*"
                        + "|.*JsonTypeInfo\\$Id\\$CLASS")
                .check(SWITCH);
        List<String> found = Project.javaFiles().stream()
                .filter(Project::isSwitch)
                .filter(path -> Pattern.compile("DefaultTyping|Id\\.(MINIMAL_)?CLASS")
                        .matcher(Project.read(path))
                        .find())
                .map(Project::relative)
                .toList();
        assertThat(found).isEmpty();
    }

    @Test
    void everyItemOfTheTableNamesTestsThatExist() {
        Map<String, List<Path>> classes = Project.javaFiles().stream()
                .filter(path -> !Project.isMain(path))
                .collect(Collectors.groupingBy(
                        path -> path.getFileName().toString().replace(".java", "")));
        Map<String, Integer> shown = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        Matcher rows = ROW.matcher(Project.read(Project.root().resolve("docs/SECURITY.md")));
        while (rows.find()) {
            Matcher named = NAMED.matcher(rows.group(2));
            while (named.find()) {
                boolean there = classes.getOrDefault(named.group(1), List.of()).stream()
                        .anyMatch(file -> Project.read(file).contains(" " + named.group(2) + "("));
                if (!there) {
                    missing.add(rows.group(1) + " " + named.group());
                }
                shown.merge(rows.group(1), 1, Integer::sum);
            }
        }
        assertThat(missing).isEmpty();
        assertThat(shown.keySet()).containsExactlyElementsOf(items());
    }

    /** K01 to K10, L01 to L13, M01 to M12; K05 and M09 are not taken. */
    private static Set<String> items() {
        Set<String> items = new TreeSet<>();
        Map.of("K", 10, "L", 13, "M", 12).forEach((group, last) -> {
            for (int i = 1; i <= last; i++) {
                items.add("%s%02d".formatted(group, i));
            }
        });
        items.removeAll(Set.of("K05", "M09"));
        return items;
    }
}
