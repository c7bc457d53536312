package io.txswitch.iso8583.bank;

import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.iso8583.bank.ResultTable.Meaning;

/** The table of results as a page for the people of a bank. */
public final class ResultsDocument {
    private ResultsDocument() {}

    /** The whole page, Markdown. */
    public static String render() {
        StringBuilder out = new StringBuilder("""
                # What a bank's response code means

                Rendered from `ResultTable`. A code that is not in the table means that nobody knows: a charge is then
                reversed, an advice or a refund is said again. An answer that names another amount, currency, terminal
                or trace number than was asked is never an approval, whatever its code.

                A bank's own rows lie over these: `results: [{code: "1A", result: declined, reason: wrong-pin}]`, where
                the result is `approved`, `declined`, `retryable` or `unknown`. 09, 10, 68, 94, 96 and 98 cannot be
                given another meaning.

                ## Answers to requests and advices

                | DE39 | result | reason | |
                | --- | --- | --- | --- |
                """);
        ResultTable.DEFAULT.charges().forEach((code, meaning) -> out.append(row(code, meaning)));
        out.append("""

                94 as the answer to a repeated advice or refund (0221) is an approval: the bank has had it before. 91 as
                the answer to a repeat is unknown, as the first may have been carried out.

                ## Answers to reversals

                | DE39 | result |
                | --- | --- |
                """);
        ResultTable.DEFAULT
                .reversals()
                .forEach((code, result) -> out.append("| ")
                        .append(code)
                        .append(" | ")
                        .append(result)
                        .append(" |\n"));
        return out.append("\nAny other code leaves the reversal open: it is said again as 0421.\n")
                .toString();
    }

    private static String row(String code, Meaning meaning) {
        String reason = meaning.reason() == null ? "" : meaning.reason().name();
        return "| " + code + " | " + meaning.result() + " | " + reason + " | " + note(code, meaning) + " |\n";
    }

    private static String note(String code, Meaning meaning) {
        if (code.equals(ResultTable.PARTIAL)) {
            return "a part: the answer's DE4, which must be less than was asked";
        }
        return meaning.result() == Result.RETRYABLE ? "not carried out; another route is tried" : "";
    }
}
