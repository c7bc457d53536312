package io.txswitch.sandbox.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A program with stores, to be killed by a test. */
public final class StoresMain {
    private StoresMain() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        Stores stores = Stores.start(home);
        String pids = stores.mariadb().pid() + "\n" + stores.redis().pid() + "\n"
                + stores.kafka().pid() + "\n";
        Files.writeString(home.resolve("pids.draft"), pids);
        Files.move(home.resolve("pids.draft"), home.resolve("pids"), StandardCopyOption.ATOMIC_MOVE);
        stores.kafka().awaitExit(Long.MAX_VALUE);
    }
}
