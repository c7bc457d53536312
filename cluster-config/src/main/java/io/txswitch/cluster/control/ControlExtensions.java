package io.txswitch.cluster.control;

import java.util.List;
import java.util.stream.Stream;

/** What the modules of a node let people ask and change, and whether a second person has to agree. */
public record ControlExtensions(
        List<ControlQuery> queries, List<ControlChange> changes, List<ControlStream> streams, Approvals approvals) {
    public static final ControlExtensions NONE = of(List.of(), List.of());

    public ControlExtensions {
        queries = List.copyOf(queries);
        changes = List.copyOf(changes);
        streams = List.copyOf(streams);
    }

    public static ControlExtensions of(List<ControlQuery> queries, List<ControlChange> changes) {
        return new ControlExtensions(queries, changes, List.of(), Approvals.NONE);
    }

    public static ControlExtensions streams(List<ControlStream> streams) {
        return new ControlExtensions(List.of(), List.of(), streams, Approvals.NONE);
    }

    /** Both; the approvals stay this one's. */
    public ControlExtensions and(ControlExtensions more) {
        return new ControlExtensions(
                Stream.concat(queries.stream(), more.queries.stream()).toList(),
                Stream.concat(changes.stream(), more.changes.stream()).toList(),
                Stream.concat(streams.stream(), more.streams.stream()).toList(),
                approvals);
    }

    public ControlExtensions with(Approvals asked) {
        return new ControlExtensions(queries, changes, streams, asked);
    }
}
