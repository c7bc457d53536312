package io.txswitch.sandbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A program with children, to be killed by a test; it tells the process numbers in a file. */
public final class ParentMain {
    private ParentMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        Path data = Files.createDirectories(home.resolve("data").resolve("deep"));
        Files.writeString(data.resolve("file"), "content");
        ChildProcess.removeAtEnd(home.resolve("data"));
        // The second has a grandchild whose own parent is gone at once: only the token leads to it.
        ChildProcess first = child(home, "first", "exec sleep 1000");
        ChildProcess second = child(home, "second", "(sleep 1001 & echo $! > orphan) ; exec sleep 1000");
        Path orphan = home.resolve("orphan");
        while (!Files.exists(orphan) || Files.size(orphan) == 0) {
            first.awaitExit(10);
        }
        List<String> pids = Stream.concat(
                        Stream.of(first.pid(), second.pid()).map(String::valueOf), Files.readAllLines(orphan).stream())
                .toList();
        Files.write(home.resolve("pids.draft"), pids);
        Files.move(home.resolve("pids.draft"), home.resolve("pids"), StandardCopyOption.ATOMIC_MOVE);
        if (arguments.length > 1) {
            return; // ends by itself, without a word to its children
        }
        first.awaitExit(Long.MAX_VALUE);
    }

    private static ChildProcess child(Path home, String name, String script) {
        return ChildProcess.start(
                ChildSpec.of(name, List.of("/bin/sh", "-c", script), home, home.resolve(name + ".log")));
    }
}
