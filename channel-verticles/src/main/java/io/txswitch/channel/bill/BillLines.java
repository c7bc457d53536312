package io.txswitch.channel.bill;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of bounded length, ended by LF or CRLF; unlike BufferedReader it never keeps an endless one. */
final class BillLines {
    private static final int BUFFER_CHARS = 8 * 1024;

    private final Reader reader;
    private final int maxLineChars;
    private final char[] buffer = new char[BUFFER_CHARS];
    private int at;
    private int filled;
    private long number;

    BillLines(Reader reader, int maxLineChars) {
        this.reader = reader;
        this.maxLineChars = maxLineChars;
    }

    /** The next line without its end; null after the last one. */
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        while (at < filled || fill()) {
            any = true;
            char c = buffer[at++];
            if (c == '\n') {
                break;
            }
            if (line.length() >= maxLineChars) {
                throw new BillException("line " + (number + 1) + " is longer than " + maxLineChars);
            }
            line.append(c);
        }
        if (!any) {
            return null;
        }
        number++;
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    private boolean fill() throws IOException {
        filled = reader.read(buffer);
        at = 0;
        return filled > 0;
    }

    /** Of the line that {@link #next} gave last, from 1. */
    long number() {
        return number;
    }
}
