package io.txswitch.sandbox.stores;

import io.txswitch.sandbox.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a store keeps its data, which are temporary, and its log, which is not. */
final class StoreFiles {
    private StoreFiles() {}

    /**
     * Creates a store's directory, removed when the program ends.
     *
     * @return its log file, beside it
     */
    static Path create(Path home) {
        try {
            ChildProcess.removeAtEnd(home);
            Files.createDirectories(home);
            return home.resolveSibling(home.getFileName() + ".log");
        } catch (IOException e) {
            throw new IllegalStateException("no place for a store", e);
        }
    }
}
