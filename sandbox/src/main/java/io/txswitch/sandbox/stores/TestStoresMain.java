package io.txswitch.sandbox.stores;

import io.txswitch.sandbox.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The process that holds the stores of one build, and ends when the build has ended. */
public final class TestStoresMain {
    /** The build's machine shall be free again soon after the build; looking costs microseconds. */
    private static final long LOOK_MS = 200;

    private TestStoresMain() {}

    /**
     * Runs until the owner has gone.
     *
     * @param arguments the owner's process number and start mark, and the directory for data and addresses
     */
    public static void main(String[] arguments) throws IOException {
        BuildOwner owner = new BuildOwner(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]));
        Path directory = Path.of(arguments[2]);
        ChildProcess.removeAtEnd(directory);
        try (Stores stores = Stores.start(directory)) {
            TestStoresHolder.publish(directory, stores.addresses());
            while (owner.isAlive()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MS));
            }
        }
    }
}
