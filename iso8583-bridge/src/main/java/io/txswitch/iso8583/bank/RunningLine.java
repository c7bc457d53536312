package io.txswitch.iso8583.bank;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line of this node, deployed and taken away again; belongs to one event loop, one step at a time. */
final class RunningLine {
    private static final Logger LOG = LoggerFactory.getLogger(RunningLine.class);

    private final Vertx vertx;
    private final String bankId;
    private final Supplier<BankLineVerticle> make;
    private Future<Void> step = Future.succeededFuture();
    private @Nullable String deployment;

    RunningLine(Vertx vertx, String bankId, Supplier<BankLineVerticle> make) {
        this.vertx = vertx;
        this.bankId = bankId;
        this.make = make;
    }

    boolean isUp() {
        return deployment != null;
    }

    /** Done when it is there; one that cannot be is logged, and left to the next try. */
    Future<Void> start() {
        step = step.compose(before -> deployment != null
                        ? Future.succeededFuture()
                        : vertx.deployVerticle(make.get()).onSuccess(id -> deployment = id))
                .<Void>mapEmpty()
                .recover(cause -> {
                    LOG.warn("bank={} line=not-started cause=\"{}\"", bankId, cause.getMessage());
                    return Future.succeededFuture();
                });
        return step;
    }

    /** Never fails: at the end of the node the line may be gone before it is told to go. */
    Future<Void> stop() {
        step = step.compose(before -> {
                    String running = deployment;
                    deployment = null;
                    return running == null ? Future.<Void>succeededFuture() : vertx.undeploy(running);
                })
                .otherwiseEmpty();
        return step;
    }
}
