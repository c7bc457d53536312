package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where one run keeps its files: {@code .run/<name>-<pid>} below the project's folder.
 *
 * @param home the project's folder
 * @param directory this run's own folder
 */
record Place(Path home, Path directory) {
    private static final String RUN = ".run";

    /** Makes the folder of this run, and removes those of runs that are gone. */
    static Place make(String name) {
        Path home = Path.of(System.getProperty("txswitch.home", "."))
                .toAbsolutePath()
                .normalize();
        Path run = home.resolve(RUN);
        Path directory = run.resolve(name + "-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(directory.resolve("logs"));
            Files.createDirectories(directory.resolve("books"));
            removeOld(run, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write below " + run, e);
        }
        return new Place(home, directory);
    }

    private static void removeOld(Path run, Path own) throws IOException {
        List<Path> old;
        try (Stream<Path> all = Files.list(run)) {
            old = all.filter(Files::isDirectory)
                    .filter(each -> !each.equals(own) && !alive(each))
                    .toList();
        }
        old.forEach(ChildProcess::removeNow);
    }

    private static boolean alive(Path directory) {
        String name = directory.getFileName().toString();
        String pid = name.substring(name.lastIndexOf('-') + 1);
        return pid.matches("[0-9]{1,9}")
                && ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    Path books() {
        return directory.resolve("books");
    }

    Path log(String name) {
        return directory.resolve("logs").resolve(name + ".log");
    }

    /** What the command line reads to find this run; only its owner may. */
    Path control() {
        return home.resolve(RUN).resolve("control.json");
    }

    /** Writes a file that holds secrets. */
    static void writePrivate(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
