package io.txswitch.cluster.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * No text makes a regular expression of the switch work for more than a small number of steps for each of its
 * characters: every one in the sources is run against texts that are made to drive it back and forth, and its steps are
 * counted, not timed.
 */
class RegularExpressionsTest {
    /** Longer than anything that may come from outside, but for a body. */
    private static final int LENGTH = 1_500;

    /** Steps for each character; what goes back and forth takes thousands. */
    private static final long STEPS = 200;

    private static final Pattern LITERAL =
            Pattern.compile("(?:Pattern\\s*\\.compile|\\.matches|\\.replaceAll|\\.replaceFirst|\\.split)"
                    + "\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"(?=\\s*[,)])");

    /** What the sources' expressions are made of, alone and after one another. */
    private static final List<String> PIECES = List.of(
            "a",
            "A",
            "0",
            "1",
            "9",
            "f",
            "_",
            "-",
            "+",
            ".",
            "/",
            "=",
            "&",
            ",",
            ":",
            " ",
            "\t",
            "\n",
            "\"",
            "\\",
            "#",
            "a.",
            "0.",
            "a=",
            "0=a|",
            "=0",
            "00",
            "25",
            "2088",
            "ZPK",
            "IFA_L",
            "\"code\":\"",
            "respCode=",
            "+0",
            "0x",
            "&a=",
            "\\\"",
            "--a",
            "1=a",
            "255.",
            "\u5171",
            "#\u4ea4\u6613\u5408\u8ba1\uff1a1\u7b14\uff0c");

    /** Stops an expression that asks for too many characters. */
    private static final class Counted implements CharSequence {
        private final String text;
        private final long budget;
        private long steps;

        Counted(String text, long budget) {
            this.text = text;
            this.budget = budget;
        }

        @Override
        public char charAt(int index) {
            if (++steps > budget) {
                throw new IllegalStateException("too many steps");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.subSequence(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Test
    void everyRegularExpressionTakesFewStepsForEachCharacter() {
        Map<String, Pattern> all = all();
        assertThat(all).hasSizeGreaterThan(80);
        List<String> slow = new ArrayList<>();
        all.forEach((where, pattern) -> {
            for (String text : hostile()) {
                if (isSlow(pattern, text)) {
                    slow.add(where + " " + pattern + " on '" + text.substring(0, 12) + "…'");
                    return;
                }
            }
        });
        assertThat(slow).isEmpty();
    }

    @Test
    void theCountItselfNoticesAnExpressionThatGoesBackAndForth() {
        assertThat(isSlow(Pattern.compile("(a+)+b"), "a".repeat(LENGTH) + "!")).isTrue();
        assertThat(isSlow(Pattern.compile("a*a*a*c"), "a".repeat(LENGTH) + "!")).isTrue();
        assertThat(isSlow(Pattern.compile("[a-z]+"), "a".repeat(LENGTH) + "!")).isFalse();
    }

    private static boolean isSlow(Pattern pattern, String text) {
        try {
            pattern.matcher(new Counted(text, STEPS * LENGTH)).matches();
            return false;
        } catch (IllegalStateException | StackOverflowError e) {
            return true;
        }
    }

    private static List<String> hostile() {
        List<String> texts = new ArrayList<>();
        for (String piece : PIECES) {
            String pumped = piece.repeat(LENGTH / piece.length());
            for (String end : List.of("", "!", "\u0000", "\n")) {
                texts.add(pumped + end);
                texts.add(PIECES.get(texts.size() % PIECES.size()) + pumped + end);
            }
        }
        return texts;
    }

    /** Those of the sources' literals, and those that stand ready in a class. */
    private static Map<String, Pattern> all() {
        Map<String, Pattern> all = new TreeMap<>();
        for (Path path : Project.javaFiles()) {
            if (Project.isSwitch(path)) {
                Matcher found = LITERAL.matcher(Project.read(path));
                while (found.find()) {
                    all.put(
                            Project.relative(path) + ":" + found.start(),
                            Pattern.compile(found.group(1).translateEscapes()));
                }
            }
        }
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.txswitch")) {
            if (!each.getPackageName().startsWith("io.txswitch.sandbox")) {
                each.getFields().stream()
                        .filter(field -> field.getRawType().isEquivalentTo(Pattern.class))
                        .forEach(field -> ready(each.getName(), field.getName(), all));
            }
        }
        return all;
    }

    private static void ready(String className, String name, Map<String, Pattern> all) {
        try {
            Field field = Class.forName(className).getDeclaredField(name);
            if (Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                all.put(className + "." + name, (Pattern) field.get(null));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(className + "." + name, e);
        }
    }
}
