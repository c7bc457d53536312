package io.txswitch.cluster.control;

import java.util.List;
import java.util.stream.Stream;

/** What the modules of a node let people ask and change, and whether a second person has to agree. */
public record ControlExtensions(List<ControlQuery> queries, List<ControlChange> changes, Approvals approvals) {
    public static final ControlExtensions NONE = new ControlExtensions(List.of(), List.of(), Approvals.NONE);

    public ControlExtensions {
        queries = List.copyOf(queries);
        changes = List.copyOf(changes);
    }

    public static ControlExtensions of(List<ControlQuery> queries, List<ControlChange> changes) {
        return new ControlExtensions(queries, changes, Approvals.NONE);
    }

    /** Both; the approvals stay this one's. */
    public ControlExtensions and(ControlExtensions more) {
        return new ControlExtensions(
                Stream.concat(queries.stream(), more.queries.stream()).toList(),
                Stream.concat(changes.stream(), more.changes.stream()).toList(),
                approvals);
    }

    public ControlExtensions with(Approvals asked) {
        return new ControlExtensions(queries, changes, asked);
    }
}
