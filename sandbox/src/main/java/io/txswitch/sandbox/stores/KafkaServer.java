package io.txswitch.sandbox.stores;

import io.txswitch.sandbox.process.ChildProcess;
import io.txswitch.sandbox.process.ChildSpec;
import io.txswitch.sandbox.process.FreePorts;
import io.txswitch.sandbox.process.JavaCommand;
import io.txswitch.sandbox.process.Ready;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;

/** A Kafka broker of its own in a child JVM: broker and controller in one, one copy of everything. */
public final class KafkaServer implements AutoCloseable {
    public static final String HOST = "127.0.0.1";

    private static final long READY_TIMEOUT_MS = 60_000;
    private static final long STOP_GRACE_MS = 20_000;

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private final ChildProcess process;

    private KafkaServer(Path directory, int port, int controllerPort, ChildProcess process) {
        this.directory = directory;
        this.port = port;
        this.controllerPort = controllerPort;
        this.process = process;
    }

    /**
     * Starts an empty broker and waits until it takes connections, which it does once it is a member of its cluster.
     *
     * @param directory its data, created here and removed at the end; the log stands beside it
     * @throws IllegalStateException when it does not start; the message carries the end of its log
     */
    public static KafkaServer start(Path directory) {
        Path home = directory.toAbsolutePath().normalize();
        Path log = StoreFiles.create(home);
        int port = FreePorts.reserve();
        int controllerPort = FreePorts.reserve();
        Path configuration = home.resolve("server.properties");
        Path logging = home.resolve("logback.xml");
        try {
            Files.writeString(configuration, properties(home.resolve("data"), port, controllerPort));
            Files.writeString(logging, LOGBACK);
        } catch (IOException e) {
            throw new IllegalStateException("no place for Kafka", e);
        }
        List<String> command = JavaCommand.of(
                jvmOptions(logging),
                JavaCommand.classPath(),
                KafkaServerMain.class.getName(),
                List.of(configuration.toString(), Uuid.randomUuid().toString()));
        ChildSpec spec = ChildSpec.of("kafka", command, home, log)
                .withReady(Ready.accepts(port), READY_TIMEOUT_MS)
                .withStopGrace(STOP_GRACE_MS);
        return new KafkaServer(home, port, controllerPort, ChildProcess.start(spec));
    }

    public int port() {
        return port;
    }

    /** {@code HOST:PORT}. */
    public String bootstrap() {
        return HOST + ":" + port;
    }

    /** To kill, halt or restart it: data and ports stay. */
    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.kill9();
        FreePorts.release(port);
        FreePorts.release(controllerPort);
        ChildProcess.removeNow(directory);
    }

    private static List<String> jvmOptions(Path logging) {
        return List.of(
                "-Xms128m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                // Half the processor time of a start, which counts on a small machine; a broker mostly moves whole
                // batches.
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=" + logging);
    }

    private static String properties(Path data, int port, int controllerPort) {
        return """
                node.id=1
                process.roles=broker,controller
                controller.quorum.voters=1@%1$s:%3$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d
                advertised.listeners=PLAINTEXT://%1$s:%2$d
                log.dirs=%4$s
                num.partitions=1
                default.replication.factor=1
                auto.create.topics.enable=true
                offsets.topic.num.partitions=1
                offsets.topic.replication.factor=1
                transaction.state.log.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                # It votes alone: after a restart it would only wait for itself.
                controller.quorum.election.timeout.ms=200
                # After kill -9 its own old session would keep it out for the default 9 s.
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                num.network.threads=2
                num.io.threads=4
                background.threads=2
                # The default of 128 MB would be a third of the heap.
                log.cleaner.dedupe.buffer.size=8388608
                """.formatted(HOST, port, controllerPort, escaped(data));
    }

    /** A backslash starts an escape in a properties file. */
    private static String escaped(Path path) {
        return path.toString().replace("\\", "\\\\");
    }

    private static final String LOGBACK = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{ISO8601} %-5level %logger{20} %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;
}
