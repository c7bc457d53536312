package io.txswitch.cluster.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How large a thing may be. There is no list of exceptions: what is too large holds a second idea. */
class SizeRulesTest {
    private static final int MAX_FILE_LINES = 500;
    private static final int MAX_METHOD_LINES = 70;
    private static final int MAX_COLLABORATORS = 5;
    private static final int MAX_COLUMNS = 120;
    private static final int MAX_VERTICLE_LINES = 100;

    private static List<JavaSource> sources = List.of();

    @BeforeAll
    static void parse() {
        sources = JavaSource.parse(Project.javaFiles());
    }

    @Test
    void everySourceFileIsSeen() {
        assertThat(sources).hasSizeGreaterThan(300);
        assertThat(sources).anyMatch(source -> Project.relative(source.path()).startsWith("switch-core/src/main/"));
    }

    @Test
    void aFileHasAtMostFiveHundredLines() {
        assertThat(sources.stream()
                        .filter(source -> source.lines() > MAX_FILE_LINES)
                        .map(source -> Project.relative(source.path()) + ": " + source.lines()))
                .isEmpty();
    }

    @Test
    void aMethodHasAtMostSeventyLines() {
        assertThat(methods(method -> method.lines() > MAX_METHOD_LINES)).isEmpty();
    }

    /** A record is data and may have as many parts as the thing it describes. */
    @Test
    void aConstructorTakesAtMostFiveCollaborators() {
        assertThat(methods(method -> method.constructor()
                        && method.owner() == Tree.Kind.CLASS
                        && !method.hidden()
                        && method.parameters() > MAX_COLLABORATORS))
                .isEmpty();
    }

    @Test
    void aVerticleIsAShellOfAtMostAHundredLines() {
        List<String> verticles = new ArrayList<>();
        List<String> tooLong = new ArrayList<>();
        for (JavaSource source : sources) {
            for (JavaSource.Type type : source.types()) {
                if (Project.isSwitch(source.path()) && type.parent().equals("VerticleBase")) {
                    verticles.add(type.name());
                    if (type.lines() > MAX_VERTICLE_LINES) {
                        tooLong.add(type.name() + ": " + type.lines());
                    }
                }
            }
        }
        assertThat(verticles).hasSizeGreaterThan(5).allMatch(name -> name.endsWith("Verticle"));
        assertThat(tooLong).isEmpty();
    }

    @Test
    void aLineHasAtMostAHundredAndTwentyColumns() {
        List<String> tooWide = new ArrayList<>();
        for (Path path : Project.javaFiles()) {
            List<String> lines = Project.read(path).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).codePointCount(0, lines.get(i).length()) > MAX_COLUMNS) {
                    tooWide.add(Project.relative(path) + ":" + (i + 1));
                }
            }
        }
        assertThat(tooWide).isEmpty();
    }

    private static List<String> methods(Predicate<JavaSource.Method> wanted) {
        List<String> found = new ArrayList<>();
        for (JavaSource source : sources) {
            for (JavaSource.Method method : source.methods()) {
                if (wanted.test(method)) {
                    found.add(Project.relative(source.path()) + " " + method.name() + ": " + method.parameters()
                            + " parameters, " + method.lines() + " lines");
                }
            }
        }
        return found;
    }
}
