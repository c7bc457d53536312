package io.txswitch.cluster.control;

import io.vertx.core.Future;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Writes what people do on this node. */
public final class AuditTrail {
    private static final int MAX_TARGET_LENGTH = 500;

    private final Audit audit;
    private final String node;
    private final InstantSource clock;

    public AuditTrail(Audit audit, String node, InstantSource clock) {
        this.audit = audit;
        this.node = node;
        this.clock = clock;
    }

    /** What somebody is about to do. */
    Future<Void> asked(String person, String action, String target, @Nullable String reason) {
        return audit.write(new Audit.Entry(clock.instant(), person, node, action, cut(target), reason, null, null));
    }

    /** What has been done; a row of its own, as rows are never altered. */
    Future<Void> done(
            String person,
            String action,
            String target,
            Approvals.Decision.Granted granted,
            ControlChange.Applied applied) {
        String approved = granted.by() == null ? null : "approved by " + granted.by();
        return audit.write(new Audit.Entry(
                clock.instant(),
                person,
                node,
                action + ".done",
                cut(target),
                approved,
                applied.before().encode(),
                applied.after().encode()));
    }

    /** That it was not done, and why. */
    Future<Void> refused(String person, String action, String target, String why) {
        return audit.write(
                new Audit.Entry(clock.instant(), person, node, action + ".refused", cut(target), cut(why), null, null));
    }

    private static String cut(String text) {
        return text.length() > MAX_TARGET_LENGTH ? text.substring(0, MAX_TARGET_LENGTH) : text;
    }
}
