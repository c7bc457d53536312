package io.txswitch.sandbox.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The end of a log file. */
final class LogTail {
    /** More than a screenful of lines; a log can be long. */
    private static final int MAX_BYTES = 16_384;

    private LogTail() {}

    static List<String> of(Path log, int lines) {
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
            long from = Math.max(0, file.size() - MAX_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
            while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {
                // read on until the end of the file or of the buffer
            }
            List<String> all = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(no log: " + e.getMessage() + ")");
        }
    }
}
