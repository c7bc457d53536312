package io.txswitch.sandbox.process;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Loopback ports for servers that must be told their port before they start.
 *
 * <p>Between asking for a free port and the server's bind somebody else could take it. So the ports lie below the range
 * from which the kernel serves outgoing connections and port 0, and each is reserved among all programs of this user by
 * a lock on one byte of a common file, which the kernel frees when the program ends.
 */
public final class FreePorts {
    /** Above the well-known services, below every kernel's default range for outgoing connections (32768). */
    private static final int FIRST = 12_000;

    private static final int LAST = 32_000;
    private static final int MAX_ATTEMPTS = 2_000;
    /** The kernel refuses at once where nobody listens; whoever is slower is there. */
    private static final int PROBE_MS = 500;

    private static final Map<Integer, FileLock> RESERVED = new ConcurrentHashMap<>();
    private static final FileChannel LOCKS = open();

    private FreePorts() {}

    /**
     * A port on which nobody listens and which no other program of ours will get.
     *
     * @throws IllegalStateException when none could be found
     */
    public static int reserve() {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            FileLock reservation = tryLock(port);
            if (reservation != null && isFree(port)) {
                RESERVED.put(port, reservation);
                return port;
            }
            release(reservation);
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + LAST);
    }

    /** Gives a port back; unknown ports are ignored. */
    public static void release(int port) {
        release(RESERVED.remove(port));
    }

    private static void release(@Nullable FileLock reservation) {
        if (reservation == null) {
            return;
        }
        try {
            reservation.release();
        } catch (IOException e) {
            throw new IllegalStateException("port lock", e);
        }
    }

    private static @Nullable FileLock tryLock(int port) {
        try {
            return LOCKS.tryLock(port, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // reserved by this program
        } catch (IOException e) {
            throw new IllegalStateException("port lock", e);
        }
    }

    /**
     * Asked by connecting, not by binding: a process that is started meanwhile elsewhere in this program inherits every
     * open socket for some milliseconds, and a bound one would keep the port from the server it is meant for.
     */
    private static boolean isFree(int port) {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MS);
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static FileChannel open() {
        try {
            Path file = UserCache.directory().resolve("ports.lock");
            Files.createDirectories(UserCache.directory());
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IllegalStateException("no place for the port locks", e);
        }
    }
}
