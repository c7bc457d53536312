package io.txswitch.api;

import org.jspecify.annotations.Nullable;

/** The parameters of a query, taken out one by one; the first thing that was wrong is kept. */
final class QueryFields {
    private static final int MAX_LIMIT_CHARS = 4;

    private final ApiRequest request;
    private @Nullable Problem problem;

    QueryFields(ApiRequest request) {
        this.request = request;
    }

    /** Null when it is absent. */
    @Nullable
    String text(String name, TextRule rule) {
        String value = request.query(name);
        if (value != null && !rule.accepts(value)) {
            refuse(name, rule.complaint());
            return null;
        }
        return value;
    }

    int limit(int fallback, int max) {
        String value = request.query("limit");
        if (value == null) {
            return fallback;
        }
        boolean digits = !value.isEmpty()
                && value.length() <= MAX_LIMIT_CHARS
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(value) < 1 || Integer.parseInt(value) > max) {
            refuse("limit", "must be 1 to " + max);
            return fallback;
        }
        return Integer.parseInt(value);
    }

    void refuse(String name, String complaint) {
        if (problem == null) {
            problem = Problem.of(ApiCode.INVALID_PARAMETER, name + " " + complaint + ".", name);
        }
    }

    @Nullable
    Problem problem() {
        return problem;
    }
}
