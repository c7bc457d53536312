package io.txswitch.sandbox.stores;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** The child JVM's program: formats the broker's directory unless that was done before, then is the broker. */
public final class KafkaServerMain {
    private KafkaServerMain() {}

    /**
     * Runs until it is stopped.
     *
     * @param arguments the path of a {@code server.properties}, the cluster's id
     */
    public static void main(String[] arguments) {
        String[] format = {"format", "--ignore-formatted", "--cluster-id", arguments[1], "--config", arguments[0]};
        int exit = StorageTool.execute(format, System.out);
        if (exit != 0) {
            System.exit(exit);
        }
        Kafka.main(new String[] {arguments[0]});
    }
}
