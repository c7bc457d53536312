package io.txswitch.sandbox.books;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares the books of the running demo or sandbox. */
@Command(
        name = "books",
        mixinStandardHelpOptions = true,
        description =
                "Compares the journal with the books of bank, wallets, terminals and merchant of the running demo.",
        footer = "Exit codes: 0 they agree, 1 they differ, 2 no demo is running.")
public final class BooksCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Younger payments may still be on their way to somebody's book. */
    private static final long IN_MOTION_MS = 5_000;

    private static final long LOOK_AGAIN_FOR_MS = 15_000;

    @Option(names = "--break", description = "alters one amount in a copy of the books first: must exit 1")
    private boolean breakOne;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private String output = "text";

    @Override
    public Integer call() throws IOException {
        Path run = Path.of(System.getProperty("txswitch.home", "."), ".run", "control.json");
        if (!Files.exists(run)) {
            System.err.println("txswitch: no demo or sandbox is running");
            return 2;
        }
        JsonNode found = JSON.readTree(Files.readString(run));
        JournalView journal = new JournalView(
                found.path("jdbc").asText(),
                found.path("db_user").asText(),
                found.path("db_password").asText());
        Path books = Path.of(found.path("books").asText());
        BookComparer.Result result = agreed(books, journal);
        print(result);
        return result.mismatches() == 0 ? 0 : 1;
    }

    /**
     * Traffic goes on meanwhile: what is younger than some seconds is left out, and a difference is looked at again.
     */
    private BookComparer.Result agreed(Path books, JournalView journal) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_FOR_MS);
        while (true) {
            long settledBeforeMs = System.currentTimeMillis() - IN_MOTION_MS;
            BookComparer.Result result = breakOne
                    ? broken(books, journal, settledBeforeMs)
                    : BookComparer.compareSettled(books, journal, settledBeforeMs);
            if (breakOne || result.mismatches() == 0 || System.nanoTime() > end) {
                return result;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(IN_MOTION_MS / 10));
        }
    }

    private void print(BookComparer.Result result) throws IOException {
        if (output.equals("json")) {
            System.out.println(JSON.writeValueAsString(result));
            return;
        }
        result.differences().forEach(System.out::println);
        System.out.println("books: " + result.payments() + " payments, " + result.mismatches() + " mismatches");
    }

    private static BookComparer.Result broken(Path books, JournalView journal, long settledBeforeMs)
            throws IOException {
        Path copy = Files.createTempDirectory("txswitch-books");
        try {
            copy(books, copy);
            BrokenBook.breakOne(copy);
            return BookComparer.compareSettled(copy, journal, settledBeforeMs);
        } finally {
            remove(copy);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : list(from)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private static void remove(Path directory) throws IOException {
        for (Path file : list(directory)) {
            Files.delete(file);
        }
        Files.delete(directory);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
