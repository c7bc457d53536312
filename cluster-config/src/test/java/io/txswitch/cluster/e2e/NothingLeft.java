package io.txswitch.cluster.e2e;

import java.util.List;

/** Processes that this JVM started and that still run. */
final class NothingLeft {
    private NothingLeft() {}

    /** Their command lines; the watchdog itself stays as long as this JVM, as do stores that other tests share. */
    static List<String> running(String directory) {
        return ProcessHandle.current()
                .descendants()
                .map(each -> each.info().commandLine().orElse(""))
                .filter(line -> line.contains(directory))
                .toList();
    }
}
