package io.txswitch.cluster.cli.credential;

import io.txswitch.cluster.cli.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads settings from files; what they hold is never printed. */
final class SettingFiles {
    private static final String STDIN = "-";
    /** A chain of certificates, and room. */
    private static final int MAX_BYTES = 32 * 1024;

    private SettingFiles() {}

    /** The texts of the files by the settings' names, without white space at their ends. */
    static Map<String, String> read(Map<String, String> files) {
        if (files.values().stream().filter(STDIN::equals).count() > 1) {
            throw new UsageException("standard input holds one setting only");
        }
        Map<String, String> read = new LinkedHashMap<>();
        files.forEach((name, path) -> read.put(name, text(name, path)));
        return read;
    }

    private static String text(String name, String path) {
        try (InputStream in = path.equals(STDIN) ? System.in : Files.newInputStream(Path.of(path))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            if (bytes.length > MAX_BYTES || text.isEmpty()) {
                throw new UsageException("the file for " + name + " is empty or larger than 32 KiB");
            }
            return text;
        } catch (IOException e) {
            throw new UsageException("the file for " + name + " cannot be read: " + path);
        }
    }
}
