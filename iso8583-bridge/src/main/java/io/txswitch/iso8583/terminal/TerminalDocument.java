package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.terminal.Asked.Need;
import java.util.List;

/** Renders the integrator's pages from {@link TransactionTable} and {@link ResponseTexts}. */
final class TerminalDocument {
    private static final String BEFORE = """
            # Connecting a terminal

            Rendered from the switch's own tables; a test fails when this page is stale. Elements and their wire \
            form \
            stand in the page of the dialect ([iso87-binary](iso87-binary.md), [iso87-ascii](iso87-ascii.md), \
            [unionpay-pos](unionpay-pos.md)), the envelope in [framings](framings.md), what DE39 says in \
            [response codes](response-codes.md).

            ## A port, a family, a terminal

            A family is a template: dialect, framing, MAC, keys, what its terminals may do. A listener is a port for \
            one family. The section's own port stays the first one. A dialect whose name begins with `unionpay` is \
            read \
            by the first table below, any other by the second; of the 1993 version there is none for terminals.

            ```yaml
            terminal:
              port: 8583                 # first port: dialect and framing of the section
              texts: zh                  # words with a refusal: zh | en | none
              max-per-terminal: 64       # connections of one terminal; the oldest gives way
              families:
                - name: shop
                  dialect: unionpay-pos
                  framing: unionpay-pos
                  keys: unionpay-003     # none | unionpay-001 | unionpay-003 | unionpay-004 | dukpt
                  mac: required          # required | accepted | none (none: sandbox only)
                  mac-algorithm: unionpay-ecb
                  pin: translate         # translate | pass-on (pass-on: sandbox only)
                  max-offline-minor: 10000
              listeners:
                - family: shop
                  host: 0.0.0.0
                  port: 8584
                  allow: [10.20.0.0/16]  # empty: everybody
                  tls: {certificate: server.pem, key: server-key.pem, client-ca: terminals-ca.pem}
            ```

            A terminal is added with `./txswitch terminal add`, its master key with `./txswitch terminal key`. One \
            that \
            is not known is answered 97; blocked, or on a port of another dialect, 58; without keys 77.

            """;

    private static final String AFTER = """

            ## Identity

            - A transaction is one terminal, one batch and one trace (DE11); without a batch it is one day instead \
            (DE13, else DE7). A repeat with the same processing code, amount, currency, card and merchant is told \
            the \
            stored outcome; anything else under the same number is 94.
            - The batch is field 60.2; in plain ISO 8583 it is DE60, six digits, where a terminal wants to settle.
            - An original is named by DE37 as the switch gave it, else by DE61 (batch 6, trace 6, date MMDD), else \
            by \
            DE90. A reversal of a UnionPay terminal repeats trace and DE60 of its original, and nothing else counts; \
            elsewhere one that names nothing means its own trace.
            - A reversal that arrives before its original makes the original refused (22).
            - DE37 of an answer is ours and unique. DE38 is the issuer's; where a wallet gives none it is the last \
            six \
            characters of DE37.

            ## Card and code

            - DE22: 01 keyed in, 02 or 90 stripe, 05 chip, 07 or 91 contactless, 80 stripe because the chip failed, \
            03 or 04 a code from a phone; third digit 1 with PIN, 2 without.
            - A card whose service code begins with 2 or 6 is not swiped on a terminal that reads chips (45), unless \
            the chip failed (DE22 80, or field 60.5 = 1 or 2) and the family allows the fallback.
            - DE55 that is no well-formed TLV is 30 always. The issuer's data come back in DE55 of the answer.
            - A code is sent in DE62 as `QR` and its digits. Alipay, WeChat Pay and UnionPay are told apart by the \
            code.
            - A part is approved (10) only for a terminal that says so (field 60.6, or its family): DE4 of the \
            answer \
            is what was approved.

            ## Keys and MAC

            - Sign-in (0800) with field 60.3 = 001, 003 or 004, as the family has it, brings new working keys under \
            the master key in DE62 (24, 40 or 60 bytes with check values), the batch in field 60.2, date and time in \
            DE13 and DE12. In plain ISO 8583 it is DE70 = 001, and DE62 is hex.
            - The keys before stay good for a minute after a sign-in, for what is under way.
            - The MAC is the last element, DE64 (DE128 where there are elements beyond 64), over all bytes from the \
            MTI \
            to the element before it, with the bit of the MAC set. Nothing in a message is believed before it: \
            wrong or \
            missing it is A0, without keys 77. 08xx and 0500 need none.
            - `mac-algorithm`: `unionpay-ecb`, `x9.9` (four bytes, then zeros), `x9.19`, `cmac`, `iso9797-1`, \
            `iso9797-3`.
            - DE52 is in the family's format (0, 1 or 3) under the PIN key; DE53 that begins with 1 (not bound to \
            the \
            card number) is 99.
            - Encrypted tracks (third digit of DE53 is 1, family with `unionpay-004`): eight bytes of the packed \
            track \
            are replaced by their encryption under TDK, those that end before its last byte.
            - A DUKPT terminal sends its key serial number in DE62: `KSN` and 20 or 24 hex digits; parts of DE62 \
            have \
            `|` between them (`KSN…|QR…`).

            ## Settlement

            - 0500 says the totals of a batch: UnionPay in DE48 (debit amount 12, count 3, credit amount 12, count \
            3, \
            result 1; domestic, then foreign; the switch adds them up), plain ISO 8583 in DE74 to DE77, DE86 to \
            DE89 and \
            DE97. Debits are approved sales, completions, code payments, offline sales and tips; credits are \
            refunds and \
            voids.
            - The answer has the result in the place of DE48 kept for it, or in DE66: 1 balanced, 2 not; plain ISO \
            8583 \
            has 95 for the latter and the switch's own totals. The batch is closed either way, the next number is \
            one \
            higher, and a repeat is told the same.
            - What does not balance is uploaded with 0320, field 60.3 = 201: DE48 is a count of two digits, then \
            for each \
            transaction card kind 2, trace 6, card number 20, amount 12. Plain ISO 8583 sends one transaction a \
            message \
            (DE61 or DE11, DE4). Each is compared with the journal and kept without the card number. 202 or 207 \
            (DE70 = \
            202) ends it.

            ## Bounds

            | what | setting | usual |
            | --- | --- | --- |
            | bytes of a frame | fixed | 4096 |
            | a frame that has begun is whole within | `frame-deadline-ms` | 10,000 |
            | a line that says nothing is closed after | `read-idle-ms` | 600,000 |
            | requests under way on a line | `max-pending` | 256 |
            | bytes of answers nobody reads | `write-queue-bytes` | 65,536 |
            | lines in all | `max-connections` | 20,000 |
            | lines of one terminal | `max-per-terminal` | 64 |

            On one line the answers may come in another order than the requests; requests of one trace reach the \
            switch \
            in order.
            """;

    private TerminalDocument() {}

    /** The whole of {@code docs/iso8583/terminal-integration.md}. */
    static String render() {
        StringBuilder out = new StringBuilder(BEFORE);
        out.append("## Transactions of `unionpay-pos`\n\n");
        table(out, Grammar.UNIONPAY);
        out.append("\n## Transactions of `iso87-*`\n\n");
        table(out, Grammar.ISO87);
        return out.append(AFTER).toString();
    }

    private static void table(StringBuilder out, Grammar grammar) {
        String type = grammar == Grammar.UNIONPAY ? "60.1 | 60.3" : "DE70";
        out.append("| asks for | MTI | DE3 | DE25 | DE22 | ").append(type).append(" | card | original |\n");
        out.append("| --- | --- | --- | --- | --- | --- |").append(grammar == Grammar.UNIONPAY ? " --- |" : "");
        out.append(" --- | --- |\n");
        for (TransactionTable.Row row : TransactionTable.rows(grammar)) {
            List<String> cells = List.of(
                    row.asked().words(),
                    row.mti(),
                    cell(row.processing()),
                    cell(row.condition()),
                    row.entry().equals(TransactionTable.ANY) ? "" : cell(row.entry()) + "x",
                    grammar == Grammar.UNIONPAY ? cell(row.type()) + " | " + cell(row.network()) : cell(row.network()),
                    words(row.asked().card()),
                    words(row.asked().original()));
            out.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
    }

    private static String cell(String value) {
        if (value.equals(TransactionTable.ANY)) {
            return "";
        }
        String words = value.replace("|", ", ");
        return words.endsWith(", ") ? words + "none" : words;
    }

    private static String words(Need need) {
        return switch (need) {
            case NO -> "";
            case MAY -> "may";
            case MUST -> "must";
        };
    }

    /** The whole of {@code docs/iso8583/response-codes.md}. */
    static String renderCodes() {
        StringBuilder out = new StringBuilder("""
                # Response codes

                Rendered from the table the switch answers with; a test fails when this page is stale. The words go \
                to \
                the terminal in field 63.2 (`unionpay-pos`, the acquirer's twenty bytes, GBK) or DE44 (`iso87-*`, \
                English), with refusals only. A bank's own code wins over the switch's.

                | DE39 | English | Chinese | what happened, what to do |
                | --- | --- | --- | --- |
                """);
        for (ResponseTexts.Row row : ResponseTexts.rows().values()) {
            out.append("| ").append(row.success() ? "**" + row.code() + "**" : row.code());
            out.append(" | ").append(row.english()).append(" | ").append(row.chinese());
            out.append(" | ").append(row.meaning()).append(" |\n");
        }
        return out.append("\nA code in **bold** means that it is done.\n").toString();
    }
}
