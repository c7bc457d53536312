package io.txswitch.cluster;

import io.txswitch.cluster.cli.CommandLineTool;

/** Where every process of txswitch begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        boolean node = args.length > 0 && args[0].equals("node");
        if (!node && System.getProperty("TXSWITCH_LOG_LEVEL") == null) {
            System.setProperty("TXSWITCH_LOG_LEVEL", "ERROR");
        }
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        System.setProperty("hazelcast.logging.type", "slf4j");
        System.exit(CommandLineTool.run(args));
    }
}
