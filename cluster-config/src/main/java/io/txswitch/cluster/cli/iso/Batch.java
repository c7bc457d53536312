package io.txswitch.cluster.cli.iso;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Standard input line by line to standard output: one line out for each line in, in order, whatever it is. */
final class Batch {
    private static final int BUFFER_CHARS = 1 << 16;

    private Batch() {}

    /** Hexadecimal text: one character a byte, so that a line that is no text at all is still a line. */
    static void hex(UnaryOperator<String> each) throws IOException {
        run(each, StandardCharsets.ISO_8859_1);
    }

    static void json(UnaryOperator<String> each) throws IOException {
        run(each, StandardCharsets.UTF_8);
    }

    private static void run(UnaryOperator<String> each, Charset charset) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, charset), BUFFER_CHARS);
        Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), BUFFER_CHARS);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.write(each.apply(line));
            out.write('\n');
            if (!in.ready()) {
                // Whoever feeds line by line gets his answers line by line.
                out.flush();
            }
        }
        out.flush();
    }
}
