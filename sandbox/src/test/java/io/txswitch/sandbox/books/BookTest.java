package io.txswitch.sandbox.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookTest {
    @TempDir
    Path folder;

    @Test
    void aRowIsInTheFileAsSoonAsItWasAdded() throws Exception {
        Path file = folder.resolve("new/bank.jsonl");
        try (Book book = Book.open(file)) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("kind", "DEBIT");
            row.put("amount_minor", 1234L);
            book.add(row);

            assertThat(Files.readString(file)).isEqualTo("{\"kind\":\"DEBIT\",\"amount_minor\":1234}\n");
        }
    }

    @Test
    void aBookOpenedAgainIsContinued() {
        Path file = folder.resolve("bank.jsonl");
        for (int i = 0; i < 2; i++) {
            try (Book book = Book.open(file)) {
                book.add(Map.of("n", i));
            }
        }

        assertThat(Book.rows(file)).extracting(row -> row.get("n")).containsExactly(0, 1);
    }

    @Test
    void aHalfRowOfAKilledWriterNeverJoinsTheNextOne() throws Exception {
        Path file = folder.resolve("bank.jsonl");
        Files.writeString(file, "{\"n\":1}\n{\"n\":");
        try (Book book = Book.open(file)) {
            book.add(Map.of("n", 2));
        }

        assertThat(Book.rows(file)).extracting(row -> row.get("n")).containsExactly(1, 2);
    }

    @Test
    void rowsOfManyThreadsStayWhole() throws Exception {
        Path file = folder.resolve("bank.jsonl");
        try (Book book = Book.open(file)) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 500; i++) {
                    int n = i;
                    threads.submit(() -> book.add(Map.of("n", n, "text", "x".repeat(200))));
                }
            }
        }

        assertThat(Book.rows(file)).extracting(row -> row.get("n")).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void aRowTooWideIsRefusedAndLeavesTheBookUsable() {
        Path file = folder.resolve("bank.jsonl");
        try (Book book = Book.open(file)) {
            assertThatThrownBy(() -> book.add(Map.of("text", "x".repeat(Book.MAX_ROW_BYTES))))
                    .isInstanceOf(IllegalArgumentException.class);
            book.add(Map.of("n", 1));
        }

        assertThat(Book.rows(file)).hasSize(1);
    }
}
