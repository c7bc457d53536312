package io.txswitch.core.reads;

import io.txswitch.core.config.Section;

/**
 * The section {@code reads}.
 *
 * @param connections to the database for what merchants ask; the flow has others
 */
public record ReadsConfig(int connections) {
    public static ReadsConfig read(Section root) {
        return new ReadsConfig(root.section("reads").integer("connections", 8, 1, 256));
    }
}
