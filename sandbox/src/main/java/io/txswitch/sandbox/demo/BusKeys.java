package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.process.ChildProcess;
import io.txswitch.sandbox.process.ChildSpec;
import java.nio.file.Path;
import java.util.List;

/** Makes the key store of the nodes' event bus with the JDK's own tool: one key, trusted by whoever has it. */
final class BusKeys {
    private BusKeys() {}

    static Path make(Place place, String password) {
        Path store = place.directory().resolve("bus.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        // The password stands on a command line for a moment: it guards nothing but this run's loopback.
        List<String> command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "bus",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "7",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                password);
        int exit = ChildProcess.run(ChildSpec.of("keytool", command, place.directory(), place.log("keytool")));
        if (exit != 0) {
            throw new IllegalStateException("keytool failed, see " + place.log("keytool"));
        }
        return store;
    }
}
