package io.txswitch.core.contract;

import io.txswitch.core.model.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What risk says.
 *
 * @param reason null when it may go on
 * @param rule the rule that decided, for people
 */
public record Verdict(@Nullable Reason reason, String rule) {
    public static Verdict pass(String rule) {
        return new Verdict(null, rule);
    }

    public static Verdict refuse(Reason reason, String rule) {
        return new Verdict(reason, rule);
    }

    public boolean passed() {
        return reason == null;
    }
}
