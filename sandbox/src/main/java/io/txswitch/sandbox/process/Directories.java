package io.txswitch.sandbox.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Removal of temporary directories. */
public final class Directories {
    /** A path with fewer names than this ("/tmp", "/var/data") is never one of ours. */
    private static final int MIN_NAMES = 3;

    private Directories() {}

    /**
     * Removes a directory with all it holds; links are removed, not followed; what is absent is fine.
     *
     * @throws IOException when something could not be removed
     * @throws IllegalArgumentException for a path so short that it can only be a mistake
     */
    public static void remove(Path directory) throws IOException {
        Path path = directory.toAbsolutePath().normalize();
        if (path.getNameCount() < MIN_NAMES) {
            throw new IllegalArgumentException("will not remove " + path);
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(path, new Remover());
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE; // gone in the meantime; otherwise its directory's removal fails and tells
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
