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
public record Place(Path home, Path directory) {
    private static final String RUN = ".run";

    /** The place of a run from the command line. */
    static Place make(String name) {
        return make(Path.of(System.getProperty("txswitch.home", ".")), name);
    }

    /** Makes the folder of this run below {@code home}, and removes those of runs that are gone. */
    public static Place make(Path below, String name) {
        Path home = below.toAbsolutePath().normalize();
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

    /** Where the simulators keep their books. */
    public Path books() {
        return directory.resolve("books");
    }

    /** Where a process of this run writes its log. */
    public Path log(String name) {
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
