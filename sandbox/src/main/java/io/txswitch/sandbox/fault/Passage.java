package io.txswitch.sandbox.fault;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;

/** One connection through the proxy: two sockets, two lanes. Lives on one event loop. */
final class Passage {
    private final Faults faults;
    private final NetSocket client;
    private final NetSocket server;
    private final Lane requests;
    private final Lane answers;
    private boolean answerLost;
    private boolean lossy;
    private boolean ending;
    private int underWay;
    private int closedSides;
    private Runnable whenGone = () -> {};

    Passage(Vertx vertx, Faults faults, NetSocket client, NetSocket server) {
        this.faults = faults;
        this.client = client;
        this.server = server;
        this.requests = new Lane(vertx, Direction.TO_SERVER, client, server, this);
        this.answers = new Lane(vertx, Direction.TO_CLIENT, server, client, this);
    }

    /** Begins to pass bytes; {@code gone} runs when both sides are closed. */
    void open(Runnable gone) {
        whenGone = gone;
        requests.open();
        answers.open();
    }

    void flow() {
        requests.flow();
        answers.flow();
    }

    Future<Void> cut() {
        return Future.join(client.close(), server.close()).mapEmpty();
    }

    /**
     * Swallowed bytes cannot be made good, nor can a side that has gone: once the silence is over, this is of no use.
     */
    boolean isBeyondRepair() {
        return lossy || ending;
    }

    Faults faults() {
        return faults;
    }

    void hasLostBytes() {
        lossy = true;
    }

    void loseNextAnswer() {
        answerLost = true;
    }

    boolean answerIsLost() {
        return answerLost;
    }

    void started() {
        underWay++;
    }

    void ended() {
        underWay--;
        endWhenDone();
    }

    /** The other side is closed too, after what is still under way, unless nobody shall notice. */
    void sideClosed() {
        ending = true;
        if (++closedSides == 2) {
            whenGone.run();
        }
        endWhenDone();
    }

    private void endWhenDone() {
        if (ending && underWay == 0 && !faults.silent) {
            cut();
        }
    }
}
