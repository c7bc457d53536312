package io.txswitch.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many questions of pages one node carries out at once. Pages come from anybody, unsigned: whatever they do, the
 * merchants' own requests, which have a cap of their own, are still carried out.
 */
final class PageLoad {
    private final Frame frame;
    private final int max;
    private final AtomicInteger inFlight = new AtomicInteger();

    PageLoad(ApiConfig config, Frame frame, MeterRegistry meters) {
        this.frame = frame;
        this.max = config.maxInFlight();
        meters.gauge("txswitch_api_pages_in_flight", inFlight);
    }

    /** Refuses one too many; lets the others through, and counts them until they are answered. */
    void admit(RoutingContext ctx) {
        if (inFlight.incrementAndGet() > max) {
            inFlight.decrementAndGet();
            frame.send(ctx, Problem.of(ApiCode.OVERLOADED, "Too many pages are being shown; try again."));
            return;
        }
        ctx.addEndHandler(ended -> inFlight.decrementAndGet());
        ctx.next();
    }
}
