package io.txswitch.cluster.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The files of this checkout, without what a build, a run or an editor puts beside them. */
final class Project {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".run", ".idea", ".vscode", ".settings");
    private static final Set<String> LICENCE_TEXTS = Set.of("LICENSE", "LICENSE-AGPL");

    private Project() {}

    /** The folder of the parent pom. */
    static Path root() {
        String told = System.getProperty("txswitch.root");
        if (told != null && Files.exists(Path.of(told, "pom.xml"))) {
            return Path.of(told).toAbsolutePath().normalize();
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && Files.exists(root.getParent().resolve("pom.xml"))) {
            root = root.getParent();
        }
        return root;
    }

    /** Every text of ours; the licences are other people's. */
    static List<Path> texts() {
        return files(path -> !LICENCE_TEXTS.contains(path.getFileName().toString()));
    }

    /** Java below {@code src}, tests too. */
    static List<Path> javaFiles() {
        return files(path -> path.toString().endsWith(".java") && isBelowSource(path));
    }

    /** Java that ships. */
    static boolean isMain(Path path) {
        return relative(path).contains("/src/main/java/");
    }

    /** Main code of the switch itself: the sandbox is the world outside. */
    static boolean isSwitch(Path path) {
        return isMain(path) && !relative(path).startsWith("sandbox/");
    }

    static List<Path> poms() {
        return files(path -> path.getFileName().toString().equals("pom.xml"));
    }

    /** From the root, with slashes. */
    static String relative(Path path) {
        return root().relativize(path).toString().replace('\\', '/');
    }

    /** Its text; what is no UTF-8, such as a sample for a decoder, becomes replacement characters. */
    static String read(Path path) {
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isBelowSource(Path path) {
        return relative(path).contains("/src/");
    }

    private static List<Path> files(Predicate<Path> wanted) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean ours = !NOT_OURS.contains(directory.getFileName().toString());
                    return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // In a second worktree .git is a file.
                    if (!file.getFileName().toString().equals(".git") && wanted.test(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(null);
        return found;
    }
}
