package io.txswitch.iso8583.bank;

import io.vertx.core.Future;
import java.util.List;

/**
 * The banks that were added while the switch runs, and how every node's lines are; shared by all nodes.
 *
 * <p>Every operation fails when the store cannot be reached, and may then be repeated.
 */
public interface BankDirectory {
    /** Longest definition, characters: an element of the list {@code banks} has some forty short lines. */
    int MAX_DEFINITION = 8_000;

    /**
     * A bank as it was added.
     *
     * @param version from 1, one more with each change
     * @param text YAML or JSON, as it would stand in a node's list {@code banks}
     */
    record Definition(String bankId, int version, String text) {}

    /**
     * How a line was, a moment ago.
     *
     * @param ageMs since the node told it, by the store's clock
     */
    record Told(String node, LineState state, long ageMs) {}

    /** By id. */
    Future<List<Definition>> list();

    /** @return false when there is one with this id */
    Future<Boolean> add(String bankId, String text);

    /** @return false when there is none with this id */
    Future<Boolean> replace(String bankId, String text);

    /** @return false when there is none with this id */
    Future<Boolean> remove(String bankId);

    /** A node tells how its line is; what it told before is forgotten. */
    Future<Void> tell(String node, LineState state);

    /** What was told of one bank, by node. */
    Future<List<Told>> told(String bankId);
}
