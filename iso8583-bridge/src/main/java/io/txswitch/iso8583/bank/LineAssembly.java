package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.bank.BankAccess.Mode;
import io.txswitch.iso8583.bank.BankConnection.LineParts;
import io.txswitch.iso8583.bank.BankTraffic.StanPolicy;
import io.txswitch.iso8583.crypto.KeyType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** The parts of one line, put together in order; belongs to the event loop it is made on. */
final class LineAssembly {
    private final BankConfig config;
    private final BankLine line;
    private final Connections connections;
    private final Circuit circuit;
    private final BankHost host;

    LineAssembly(Vertx vertx, BankConfig config, BankPorts ports, HealthBeacon beacon, RandomGenerator random) {
        InstantSource clock = InstantSource.system();
        this.config = config;
        BankMetrics metrics = beacon.metrics();
        TraceNumbers traces = traces(config, ports.traces());
        ZoneKeys keys = new ZoneKeys(config.id(), ports.keys(), ports.module(), clock);
        MessageMac macs = new MessageMac(config.zone(), config.dialect().codec(), keys, ports.module());
        BankAnswers reader = new BankAnswers(config.results());
        LateAnswers late = new LateAnswers(vertx, ports.bus(), traces, reader, metrics);
        this.line = new BankLine(vertx, config, macs, late, metrics);
        LineParts parts =
                new LineParts(config, new NetworkMessages(clock, random), new KeyExchange(config, keys, metrics));
        this.connections = config.access().mode() == Mode.LISTEN
                ? new AcceptedConnections(vertx, parts, line)
                : new DialedConnections(vertx, parts, random, line);
        this.circuit = new Circuit(vertx, config, line, beacon::changed);
        PinDesk pins = new PinDesk(config.zone(), keys, ports.module());
        Outbound outbound = new Outbound(new BankMapping(ports.cards(), clock), traces, pins, macs);
        this.host = new BankHost(
                new Deadlines(config.answerWithinMs(), ports.node(), clock), outbound, circuit, reader, metrics);
        line.leaveBy(connections::pick);
        line.tell(beacon::changed);
        beacon.watch(circuit);
    }

    private static TraceNumbers traces(BankConfig config, TraceLog log) {
        return config.traffic().stan() == StanPolicy.LEASED
                ? new LeasedTraceNumbers(config.id(), log, config.traffic().stanRange())
                : TraceNumbers.derived();
    }

    BankHost host() {
        return host;
    }

    Connections connections() {
        return connections;
    }

    boolean isQuiet() {
        return line.inFlight() == 0;
    }

    /** Asks the bank for new working keys, on a connection that is ready. */
    Future<List<KeyType>> exchangeKeys() {
        BankConnection connection = connections.pick();
        return connection == null ? Future.failedFuture("no line to the bank") : connection.exchangeKeys();
    }

    /** How the line is, for people. */
    LineState state() {
        return new LineState(config.id(), circuit.isUp(), circuit.detail(), line.inFlight(), connections.describe());
    }
}
