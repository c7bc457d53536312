package io.txswitch.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a request, taken out one by one. A reader always gets a usable value; the first thing that was wrong
 * is kept as the {@link #problem()}, and with a problem the values must not be used.
 */
final class Fields {
    private final ObjectNode object;
    private @Nullable Problem problem;

    /** A member that is not {@code known} is a problem: it may be a misspelt option that matters. */
    Fields(ObjectNode object, Set<String> known) {
        this.object = object;
        Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!known.contains(name)) {
                refuse(ApiCode.UNKNOWN_PARAMETER, "This member is not known here.", name);
            }
        }
    }

    @Nullable
    Problem problem() {
        return problem;
    }

    /** Whether the member is there and not {@code null}. */
    boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Texts of a list, each by the rule; empty when it is absent or {@code null}. */
    List<String> texts(String name, TextRule rule, int max) {
        List<String> found = new ArrayList<>();
        JsonNode list = object.path(name);
        boolean fits = list.isMissingNode() || list.isNull() || (list.isArray() && list.size() <= max);
        for (JsonNode each : list) {
            fits &= each.isTextual() && rule.accepts(each.textValue());
            found.add(each.asText());
        }
        if (!fits) {
            String detail = name + " must be a list of at most " + max + " texts; each " + rule.complaint() + ".";
            refuse(ApiCode.INVALID_PARAMETER, detail, name);
        }
        return found;
    }

    /** True or false; the fallback when it is absent or {@code null}. */
    boolean flag(String name, boolean fallback) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return fallback;
        }
        if (!node.isBoolean()) {
            refuse(ApiCode.INVALID_PARAMETER, name + " must be true or false.", name);
        }
        return node.asBoolean();
    }

    /** A whole number; the smallest when it is missing, which is a problem. */
    int integer(String name, int min, int max) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            missing(name);
            return min;
        }
        if (!node.isInt() || node.intValue() < min || node.intValue() > max) {
            String rule = " must be a whole JSON number from " + min + " to ";
            refuse(ApiCode.INVALID_PARAMETER, name + rule + max + ".", name);
            return min;
        }
        return node.intValue();
    }

    /** An object within, or null when it is absent or {@code null}. */
    @Nullable
    ObjectNode object(String name) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!(node instanceof ObjectNode found)) {
            refuse(ApiCode.INVALID_PARAMETER, name + " must be an object.", name);
            return null;
        }
        return found;
    }

    /** The objects of a list that has at least one. */
    List<ObjectNode> objects(String name, int max) {
        List<ObjectNode> found = new ArrayList<>();
        JsonNode list = object.path(name);
        if (list.isMissingNode() || list.isNull()) {
            missing(name);
            return found;
        }
        list.forEach(each -> {
            if (each instanceof ObjectNode one) {
                found.add(one);
            }
        });
        if (!list.isArray() || list.isEmpty() || list.size() > max || found.size() != list.size()) {
            refuse(ApiCode.INVALID_PARAMETER, name + " must be a list of 1 to " + max + " objects.", name);
        }
        return found;
    }

    String text(String name, TextRule rule) {
        String value = optionalText(name, rule);
        if (value == null) {
            missing(name);
            return "";
        }
        return value;
    }

    /** Null when it is absent or {@code null}. */
    @Nullable
    String optionalText(String name, TextRule rule) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual() || !rule.accepts(node.textValue())) {
            refuse(ApiCode.INVALID_PARAMETER, name + " " + rule.complaint() + ".", name);
            return "";
        }
        return node.textValue();
    }

    /**
     * An amount in minor units: a JSON number without fraction or exponent, from 1 to {@code max}. Never a text, since
     * a text can be read in more than one way.
     */
    long amountMinor(String name, long max) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            missing(name);
            return 0;
        }
        boolean fits = node.isIntegralNumber() && node.canConvertToLong();
        if (!fits || node.longValue() < 1 || node.longValue() > max) {
            String rule = " must be a whole JSON number of minor units from 1 to ";
            refuse(ApiCode.INVALID_AMOUNT, name + rule + max + ".", name);
            return 0;
        }
        return node.longValue();
    }

    private void missing(String name) {
        refuse(ApiCode.MISSING_PARAMETER, name + " is missing.", name);
    }

    void refuse(ApiCode code, String detail, String param) {
        refuse(Problem.of(code, detail, param));
    }

    void refuse(Problem found) {
        if (problem == null) {
            problem = found;
        }
    }
}
