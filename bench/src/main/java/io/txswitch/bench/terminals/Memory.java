package io.txswitch.bench.terminals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of another JVM of this machine, kilobytes.
 *
 * @param heapKb live objects, right after a collection
 * @param residentKb what the operating system has given the process; constant for the heap when its pages were touched
 */
record Memory(long heapKb, long residentKb) {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    /** How the collectors name their parts: serial, parallel, G1. */
    private static final Pattern GENERATION = Pattern.compile("DefNew|Tenured|PSYoungGen|ParOldGen|garbage-first heap");

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int COLLECTIONS = 3;

    /** Heap that grows inside the touched pages, and everything outside of it. */
    long totalKb() {
        return heapKb + residentKb;
    }

    /** Collects that JVM's garbage, and reads. */
    static Memory of(long pid) {
        for (int i = 0; i < COLLECTIONS; i++) {
            jcmd(pid, "GC.run");
        }
        return new Memory(heap(jcmd(pid, "GC.heap_info")), resident(pid));
    }

    /** The sum of the generations; metaspace and class space are not heap. */
    static long heap(String info) {
        long sum = 0;
        for (String line : info.lines().toList()) {
            Matcher used = USED.matcher(line);
            if (GENERATION.matcher(line).find() && used.find()) {
                sum += Long.parseLong(used.group(1));
            }
        }
        if (sum == 0) {
            throw new IllegalStateException("cannot read the heap of the node");
        }
        return sum;
    }

    private static long resident(long pid) {
        try {
            Matcher found = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            if (!found.find()) {
                throw new IllegalStateException("cannot read the memory of the node");
            }
            return Long.parseLong(found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException("this machine has no /proc", e);
        }
    }

    private static String jcmd(long pid, String command) {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(tool, Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("jcmd " + command + " failed");
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
