package io.txswitch.sandbox.books;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Alters one amount in a copy of the books, so that the comparer can show that it sees one. */
final class BrokenBook {
    private static final Pattern AMOUNT = Pattern.compile("\"amount_minor\":([0-9]{1,12})");

    private BrokenBook() {}

    static void breakOne(Path books) throws IOException {
        List<Path> banks;
        try (Stream<Path> files = Files.list(books)) {
            banks = files.filter(file -> file.getFileName().toString().startsWith("bank-"))
                    .toList();
        }
        for (Path bank : banks) {
            List<String> lines = new ArrayList<>(Files.readAllLines(bank));
            for (int i = 0; i < lines.size(); i++) {
                Matcher amount = AMOUNT.matcher(lines.get(i));
                if (lines.get(i).contains("\"DEBIT\"") && lines.get(i).contains("\"OK\"") && amount.find()) {
                    long altered = Long.parseLong(amount.group(1)) + 1;
                    lines.set(i, amount.replaceFirst("\"amount_minor\":" + altered));
                    Files.write(bank, lines);
                    return;
                }
            }
        }
        throw new IllegalStateException("no debit is booked yet: nothing to break");
    }
}
