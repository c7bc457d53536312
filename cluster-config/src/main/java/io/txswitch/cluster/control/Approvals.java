package io.txswitch.cluster.control;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Where a second person says yes before a change is carried out. */
@FunctionalInterface
public interface Approvals {
    /**
     * A change that somebody wants.
     *
     * @param target the path, with its ids
     */
    record Wanted(
            String person,
            String change,
            String target,
            @Nullable String reason) {}

    /** What becomes of it. */
    sealed interface Decision {
        /** @param by who said yes, null where nobody is asked */
        record Granted(@Nullable String by) implements Decision {}

        /** @param ticket what the person asks with again */
        record Waiting(String ticket) implements Decision {}

        record Refused(String why) implements Decision {}
    }

    /** Asked before anything is done; the same change may be asked for again. A failure refuses it. */
    Future<Decision> decide(Wanted wanted);

    /** One person is enough. */
    Approvals NONE = wanted -> Future.succeededFuture(new Decision.Granted(null));
}
