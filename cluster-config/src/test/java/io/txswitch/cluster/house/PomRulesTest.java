package io.txswitch.cluster.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** One place says which version of everything is used, and the licences follow what is linked. */
class PomRulesTest {
    private static final String PARENT = "pom.xml";
    private static final Set<String> LINKING_JPOS = Set.of("iso8583-bridge/pom.xml", "cluster-config/pom.xml");
    private static final Pattern NOTICE_ROW = Pattern.compile("(?m)^\\| ([\\w.-]+:[\\w.-]+) \\| (\\S+) \\|");

    /** Ours, and what is listed once by its bill of materials. */
    private static final Set<String> IN_A_SET = Set.of(
            "io.txswitch",
            "io.vertx",
            "com.fasterxml.jackson.core",
            "com.fasterxml.jackson.dataformat",
            "com.fasterxml.jackson.datatype");

    private static final Set<String> UNWANTED = Set.of(
            "lombok", "mockito-core", "mockito-junit-jupiter", "jqwik", "guice", "spring-core", "spring-context");

    @Test
    void everyModuleOfTheBuildIsThere() {
        Set<String> named = new TreeSet<>();
        named.add(PARENT);
        for (Element module : all(parse(Project.root().resolve(PARENT)), "module")) {
            named.add(module.getTextContent() + "/pom.xml");
        }
        assertThat(Project.poms()).map(Project::relative).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void modulesTakeEveryVersionFromTheParent() {
        List<String> found = new ArrayList<>();
        for (Path pom : modules()) {
            for (String tag : List.of("dependency", "plugin")) {
                for (Element element : all(parse(pom), tag)) {
                    if (!child(element, "version").isEmpty()) {
                        found.add(Project.relative(pom) + ": " + child(element, "artifactId"));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theParentPinsEveryDependencyAndPlugin() {
        Document parent = parse(Project.root().resolve(PARENT));
        List<String> loose = new ArrayList<>();
        List<Element> pinned = new ArrayList<>(all(parent, "plugin"));
        all(parent, "dependency").stream().filter(PomRulesTest::isManaged).forEach(pinned::add);
        pinned.addAll(all(parent, "path"));
        for (Element element : pinned) {
            String version = child(element, "version");
            if (version.isEmpty() || isMoving(resolve(parent, version))) {
                loose.add(child(element, "artifactId") + " " + version);
            }
        }
        assertThat(pinned).hasSizeGreaterThan(40);
        assertThat(loose).isEmpty();
    }

    /** What a module uses in its build is pinned above it, where the versions are. */
    @Test
    void modulesUseOnlyPluginsThatTheParentPins() {
        Set<String> pinned = new TreeSet<>();
        all(parse(Project.root().resolve(PARENT)), "plugin").forEach(each -> pinned.add(child(each, "artifactId")));
        List<String> found = new ArrayList<>();
        for (Path pom : modules()) {
            all(parse(pom), "plugin").forEach(each -> found.add(child(each, "artifactId")));
        }
        assertThat(pinned).containsAll(found);
    }

    @Test
    void noPomNamesARepository() {
        for (Path pom : Project.poms()) {
            for (String tag : List.of("repository", "pluginRepository", "distributionManagement")) {
                assertThat(all(parse(pom), tag)).as(Project.relative(pom)).isEmpty();
            }
        }
    }

    @Test
    void onlyWhatLinksJposIsUnderTheAgpl() {
        for (Path pom : modules()) {
            String name = Project.relative(pom);
            List<Element> licences = all(parse(pom), "license");
            if (LINKING_JPOS.contains(name)) {
                assertThat(licences)
                        .as(name)
                        .singleElement()
                        .satisfies(each -> assertThat(child(each, "name")).isEqualTo("AGPL-3.0-or-later"));
                assertThat(Project.read(pom.resolveSibling("LICENSE"))).contains("AGPL-3.0-or-later");
            } else {
                assertThat(licences).as(name).isEmpty();
                assertThat(artifacts(pom)).as(name).doesNotContain("jpos", "iso8583-bridge", "cluster-config");
                assertThat(Files.exists(pom.resolveSibling("LICENSE"))).as(name).isFalse();
            }
        }
        assertThat(artifacts(Project.root().resolve("cluster-config/pom.xml"))).doesNotContain("jpos");
    }

    @Test
    void theNoticeNamesWhatIsLinkedAndItsVersion() {
        Document parent = parse(Project.root().resolve(PARENT));
        Map<String, String> managed = new TreeMap<>();
        for (Element each : all(parent, "dependency")) {
            if (isManaged(each)) {
                managed.put(name(each), resolve(parent, child(each, "version")));
            }
        }
        Map<String, String> noticed = new TreeMap<>();
        Matcher row = NOTICE_ROW.matcher(Project.read(Project.root().resolve("NOTICE")));
        while (row.find()) {
            noticed.put(row.group(1), row.group(2));
        }
        assertThat(noticed).hasSizeGreaterThan(20);
        assertThat(managed).containsAllEntriesOf(noticed);
        for (Path pom : modules()) {
            all(parse(pom), "dependency").stream()
                    .filter(each -> !Set.of("test", "provided").contains(child(each, "scope")))
                    .filter(each -> !IN_A_SET.contains(child(each, "groupId")))
                    .forEach(each -> assertThat(noticed).containsKey(name(each)));
        }
    }

    @Test
    void nothingHidesWhatTheCodeDoes() {
        for (Path pom : Project.poms()) {
            assertThat(artifacts(pom)).as(Project.relative(pom)).doesNotContainAnyElementsOf(UNWANTED);
        }
    }

    private static List<Path> modules() {
        return Project.poms().stream()
                .filter(pom -> !Project.relative(pom).equals(PARENT))
                .toList();
    }

    private static String name(Element dependency) {
        return child(dependency, "groupId") + ":" + child(dependency, "artifactId");
    }

    private static List<String> artifacts(Path pom) {
        return all(parse(pom), "dependency").stream()
                .map(each -> child(each, "artifactId"))
                .toList();
    }

    /** Used elements need no version when a managed one has it. */
    private static boolean isManaged(Element dependency) {
        Node above = dependency.getParentNode().getParentNode();
        return above.getNodeName().equals("dependencyManagement")
                || above.getNodeName().equals("plugin");
    }

    private static boolean isMoving(String version) {
        return version.matches(".*(LATEST|RELEASE|[\\[\\](),]).*")
                || version.endsWith("-SNAPSHOT") && !version.equals("0.1.0-SNAPSHOT");
    }

    private static String resolve(Document parent, String version) {
        if (version.equals("${project.version}")) {
            return child(parent.getDocumentElement(), "version");
        }
        if (!version.startsWith("${")) {
            return version;
        }
        List<Element> values = all(parent, version.substring(2, version.length() - 1));
        return values.isEmpty() ? "LATEST" : values.getFirst().getTextContent();
    }

    private static Document parse(Path pom) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(pom.toFile());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(pom + " cannot be read", e);
        }
    }

    private static List<Element> all(Document pom, String tag) {
        NodeList nodes = pom.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String child(Element element, String tag) {
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i).getNodeName().equals(tag)) {
                return nodes.item(i).getTextContent().strip();
            }
        }
        return "";
    }
}
