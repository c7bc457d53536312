package io.txswitch.sandbox.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Command lines of child JVMs: the same JDK as ours. */
public final class JavaCommand {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private JavaCommand() {}

    /** {@code java OPTIONS -cp CLASSPATH MAIN ARGUMENTS}. */
    public static List<String> of(List<String> options, String classPath, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /**
     * The class path this program runs with, every entry absolute: a child may run in another directory.
     *
     * <p>Maven's test runner starts its JVM with one jar whose manifest names the rest, and leaves the true class path
     * in a system property.
     */
    public static String classPath() {
        String underTest = System.getProperty("surefire.test.class.path");
        String entries = underTest != null ? underTest : System.getProperty("java.class.path");
        return Arrays.stream(entries.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The directory or jar that a class was loaded from. */
    public static Path location(Class<?> type) {
        CodeSource source = Objects.requireNonNull(type.getProtectionDomain().getCodeSource(), type.getName());
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("class " + type.getName() + " has no place of its own", e);
        }
    }

    /** The same command in a session of its own where the machine can do that: a Ctrl-C then does not reach it. */
    public static List<String> inOwnSession(List<String> command) {
        if (!Files.isExecutable(SETSID)) {
            return command;
        }
        List<String> detached = new ArrayList<>(command);
        detached.addFirst(SETSID.toString());
        return detached;
    }

    static List<String> watchdog(String token) {
        // It sleeps all its life: the smallest heap, no compiler to speak of.
        List<String> options = List.of("-Xms4m", "-Xmx16m", "-Xss256k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        return of(options, location(Watchdog.class).toString(), Watchdog.class.getName(), List.of(token));
    }
}
