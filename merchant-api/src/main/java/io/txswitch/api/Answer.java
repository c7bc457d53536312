package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What a request is answered with. */
sealed interface Answer permits Answer.Resource, Problem {
    int status();

    /**
     * A payment or a refund.
     *
     * @param location where a new one can be read
     */
    record Resource(int status, ObjectNode body, @Nullable String location) implements Answer {}
}
