package io.txswitch.channel.wallet;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads {@code k=v&k=v} texts from outside. */
public final class Form {
    /** The widest one a wallet sends has some thirty fields. */
    private static final int MAX_FIELDS = 128;

    private Form() {}

    /**
     * An encoded form's fields, decoded; null when it is no form, has too many fields, or names one twice: then it is
     * not clear what was signed.
     */
    public static @Nullable Map<String, String> encoded(String body) {
        return read(body, text -> URLDecoder.decode(text, StandardCharsets.UTF_8));
    }

    /** The fields of a text that is not encoded; null as for {@link #encoded}. */
    public static @Nullable Map<String, String> plain(String body) {
        return read(body, UnaryOperator.identity());
    }

    /**
     * Whether one of these fields stands inside another one's value, or another one inside its. What is signed is one
     * text of all fields, in which {@code a=1&b=2} is the same whether it was two fields or one: whoever saw it could
     * hide a field that matters.
     */
    public static boolean hides(Map<String, String> form, Set<String> names) {
        return form.entrySet().stream()
                .filter(field -> field.getValue().indexOf('&') >= 0)
                .anyMatch(field -> names.contains(field.getKey())
                        || names.stream().anyMatch(name -> field.getValue().contains("&" + name + "=")));
    }

    private static @Nullable Map<String, String> read(String body, UnaryOperator<String> decode) {
        Map<String, String> form = new HashMap<>();
        for (String field : body.split("&", MAX_FIELDS + 1)) {
            int equals = field.indexOf('=');
            if (equals <= 0 || form.size() >= MAX_FIELDS) {
                return null;
            }
            try {
                String name = decode.apply(field.substring(0, equals));
                if (name.indexOf('&') >= 0 || name.indexOf('=') >= 0) {
                    return null;
                }
                if (form.put(name, decode.apply(field.substring(equals + 1))) != null) {
                    return null;
                }
            } catch (IllegalArgumentException malformed) {
                return null;
            }
        }
        return form;
    }
}
