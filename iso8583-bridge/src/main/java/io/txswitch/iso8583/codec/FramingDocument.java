package io.txswitch.iso8583.codec;

import java.util.Locale;
import java.util.Objects;

/** The page about framings, rendered from the presets. */
final class FramingDocument {
    private FramingDocument() {}

    static String render() {
        StringBuilder out = new StringBuilder("""
                <!-- Rendered from the presets of Framings by DialectDocumentTest. -->
                # Framings

                What stands around a message in a TCP stream, in this order: length, TPDU, header, message, trailer. A
                frame has at most 4096 bytes behind its length; a length that cannot be ends the connection. In a reply
                the TPDU's destination and source change places and the header comes back as it came.

                | name | length | counts itself | TPDU | header | trailer | empty frame |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
        Framings framings = Framings.builtIn();
        for (String name : framings.names()) {
            Framing framing = Objects.requireNonNull(framings.find(name));
            FrameLength length = framing.length();
            out.append("| `").append(name).append("` | ");
            out.append(length.isNone() ? "none" : length.bytes() + " bytes, " + lower(length.coding()));
            out.append(" | ").append(length.countsItself() ? "yes" : "no");
            out.append(" | ").append(framing.tpdu() ? "5 bytes" : "none");
            out.append(" | ").append(header(framing.header()));
            out.append(" | ").append(framing.trailer().isEmpty() ? "none" : "`" + framing.trailer() + "`");
            out.append(" | ")
                    .append(framing.keepAlive() ? "a sign of life" : "refused")
                    .append(" |\n");
        }
        return out.append("""

                `none` is for tools: a message without anything around it.

                ## Adding one

                A node's file may add framings and use them by name, for terminals (`terminal.framing`) and for each
                bank (`banks[].framing`):

                ```yaml
                framings:
                  - name: bank-x-line
                    length: ascii                  # binary, bcd, ascii, hex
                    length-bytes: 4
                    length-includes-itself: false
                    length-includes-header: true   # TPDU and header counted, or the message (and trailer) alone
                    tpdu: false
                    header: "48454144"             # hex; what a request carries, echoed in the reply
                    header-swap-at: 0              # two neighbouring parts that change places in the reply:
                    header-swap-bytes: 0           #   where they begin, and how long each is
                    header-length-at: 0            # decimal digits in the header that tell the length of header and
                    header-length-digits: 0        #   message: where, and how many
                    trailer: "03"                  # hex; always counted in the length
                    keep-alive: false              # a frame without content is a sign of life, else the end
                    max-bytes: 4096
                ```
                """).toString();
    }

    private static String lower(FrameLength.Coding coding) {
        return coding.name().toLowerCase(Locale.ROOT);
    }

    private static String header(FrameHeader header) {
        if (header.bytes() == 0) {
            return "none";
        }
        String swap = header.swapBytes() == 0
                ? "echoed"
                : "bytes " + header.swapAt() + " and on: two parts of " + header.swapBytes() + " change places";
        String length = header.lengthDigits() == 0
                ? ""
                : "; length of header and message in " + header.lengthDigits() + " digits at " + header.lengthAt();
        return header.bytes() + " bytes, " + swap + length;
    }
}
