package io.txswitch.channel;

import io.txswitch.channel.wallet.Feature;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.sandbox.wallet.FaultScript;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One row of the table of scenarios: what is asked of a wallet, one thing after another, and what it answers.
 *
 * @param feature what the wallet has to offer for it; who does not refuses
 * @param amountMinor chooses what the simulated payer does, by its last two digits
 * @param fault what goes wrong from the first step on
 * @param book how many rows of each kind the wallet's book has in the end
 */
record Scenario(
        String name,
        Feature feature,
        long amountMinor,
        FaultScript fault,
        List<Step> steps,
        Map<String, Integer> book) {
    /** What is done or asked in one step. */
    enum Move {
        CHARGE,
        OPEN,
        QUERY,
        CLOSE,
        REVERSE,
        CONFIRM,
        MISTYPE,
        REFUND,
        QUERY_REFUND,
        TRANSFER,
        QUERY_TRANSFER,
        SIGN,
        SIGN_AND_PAY,
        QUERY_AGREEMENT,
        CANCEL,
        DEDUCT,
        QUERY_DEDUCTION,
        SHARE,
        QUERY_SHARE;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One step.
     *
     * @param untilSo asked again until it is so
     * @param results one of these; empty where a wallet answers nothing
     */
    record Step(Move move, boolean untilSo, Set<Result> results) {
        private static Step parse(String text) {
            String[] parts = text.strip().split(" ");
            boolean until = parts[0].endsWith("*");
            String move = until ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
            Set<Result> results = parts.length == 1
                    ? Set.of()
                    : Arrays.stream(parts[1].split("/")).map(Result::valueOf).collect(Collectors.toUnmodifiableSet());
            return new Step(Move.valueOf(move.toUpperCase(Locale.ROOT).replace('-', '_')), until, results);
        }

        private String text() {
            String answers = results.stream().sorted().map(Result::name).collect(Collectors.joining("/"));
            return move.text() + (untilSo ? "*" : "") + (answers.isEmpty() ? "" : " " + answers);
        }
    }

    /** A line of the table: name, feature, fen, fault, steps and book, with bars between. */
    static Scenario parse(String line) {
        String[] cells = line.split("\\|");
        return new Scenario(
                cells[0].strip(),
                Feature.valueOf(cells[1].strip()),
                Long.parseLong(cells[2].strip()),
                FaultScript.of(cells[3].strip()).orElseThrow(),
                Arrays.stream(cells[4].split(",")).map(Step::parse).toList(),
                Arrays.stream(cells[5].strip().split(" "))
                        .map(each -> each.split("="))
                        .collect(Collectors.toMap(
                                each -> each[0], each -> Integer.valueOf(each[1]), (a, b) -> a, TreeMap::new)));
    }

    String stepsText() {
        return steps.stream().map(Step::text).collect(Collectors.joining(", "));
    }

    String bookText() {
        return book.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name;
    }
}
