package io.txswitch.sandbox.books;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One party's book: rows appended to a file as JSON lines, in the order of the calls.
 *
 * <p>Each row is one unbuffered write that ends in a newline, so a row that {@link #add} returned from survives the
 * death of this process, and a reader at the same time sees whole rows except perhaps at the very end. Any thread may
 * write.
 */
public final class Book implements AutoCloseable {
    /** A day of the busiest demo many times over; beyond it something loops and only fills the disk. */
    static final long MAX_ROWS = 5_000_000;

    /** The widest row has fourteen short values; a wider one is a mistake of its writer. */
    static final int MAX_ROW_BYTES = 8 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> ROW = new TypeReference<>() {};

    private final ReentrantLock lock = new ReentrantLock();
    private final FileChannel file;
    private long rows;

    private Book(FileChannel file) {
        this.file = file;
    }

    /**
     * Opens the book for appending; a missing file, and its folder, are created.
     *
     * <p>A last row that a killed writer left without its newline is closed off, so that new rows never join it.
     *
     * @throws UncheckedIOException when the file cannot be created or written
     */
    public static Book open(Path path) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            boolean torn = endsInsideRow(path);
            Book book = new Book(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            if (torn) {
                book.write(new byte[] {'\n'});
            }
            return book;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Appends one row; its keys keep the order of the map.
     *
     * @throws IllegalStateException when the book is full
     * @throws IllegalArgumentException when the row is no JSON object or too wide
     * @throws UncheckedIOException when the row could not be written: what it stands for must not be confirmed
     */
    public void add(Map<String, Object> row) {
        byte[] line = line(row);
        lock.lock();
        try {
            if (rows >= MAX_ROWS) {
                throw new IllegalStateException("the book is full: rows=" + rows);
            }
            write(line);
            rows++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Closes the file; a later {@link #add} fails. Closing twice does nothing. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a book back; a missing file is an empty book, and lines that are not whole JSON objects are left out.
     *
     * @throws UncheckedIOException when the file exists and cannot be read
     */
    public static List<Map<String, Object>> rows(Path path) {
        List<Map<String, Object>> rows = new ArrayList<>();
        if (!Files.exists(path)) {
            return rows;
        }
        try (var lines = Files.lines(path, StandardCharsets.UTF_8)) {
            lines.filter(line -> !line.isBlank()).limit(MAX_ROWS).forEach(line -> parse(line, rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static void parse(String line, List<Map<String, Object>> rows) {
        try {
            rows.add(JSON.readValue(line, ROW));
        } catch (JsonProcessingException torn) {
            // A killed writer may leave half a row; what it stands for was never confirmed to anybody.
        }
    }

    private static byte[] line(Map<String, Object> row) {
        byte[] line;
        try {
            line = (JSON.writeValueAsString(row) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a row must be a JSON object", e);
        }
        if (line.length > MAX_ROW_BYTES) {
            throw new IllegalArgumentException("row bytes=" + line.length + " max=" + MAX_ROW_BYTES);
        }
        return line;
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    private static boolean endsInsideRow(Path path) throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return false;
        }
        try (RandomAccessFile reader = new RandomAccessFile(path.toFile(), "r")) {
            reader.seek(reader.length() - 1);
            return reader.read() != '\n';
        }
    }
}
