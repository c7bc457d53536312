package io.txswitch.cluster.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.config.KeyRing;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;

/**
 * What all roles of a node share.
 *
 * @param pool connections for everything but the journal's commits
 * @param json the one spelling of the model
 */
record NodeParts(
        NodeConfig config,
        Vertx vertx,
        KeyRing keys,
        Bus bus,
        PrometheusMeterRegistry meters,
        Pool pool,
        ObjectMapper json,
        InstantSource clock) {}
