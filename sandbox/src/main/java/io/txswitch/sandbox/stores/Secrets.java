package io.txswitch.sandbox.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords made at random, and files that only their owner can read. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 16;

    private Secrets() {}

    /** 128 random bits in lower-case hexadecimal: safe in a URL, in SQL and in a properties file. */
    static String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Writes a file that nobody else could read at any moment; it appears whole or not at all. */
    static void write(Path file, String content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, content, StandardOpenOption.WRITE);
        Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
