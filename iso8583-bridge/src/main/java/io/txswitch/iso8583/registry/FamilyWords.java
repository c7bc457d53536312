package io.txswitch.iso8583.registry;

import io.txswitch.core.config.Section;
import io.txswitch.iso8583.codec.Currencies;
import io.txswitch.iso8583.crypto.MacAlgorithm;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of a family's settings; a word that is not known is reported, and what stands for it given. */
final class FamilyWords {
    private FamilyWords() {}

    static MacAlgorithm macAlgorithm(Section in) {
        try {
            return MacAlgorithm.of(in.text("mac-algorithm", MacAlgorithm.UNIONPAY_ECB.text()));
        } catch (IllegalArgumentException e) {
            in.problems().add(in.path() + ".mac-algorithm", String.valueOf(e.getMessage()));
            return MacAlgorithm.UNIONPAY_ECB;
        }
    }

    /** Some of an enum's names, in lower case with hyphens; {@code all}, which is also the most, by default. */
    static <E extends Enum<E>> Set<E> set(Section in, String key, Class<E> type, Set<E> all) {
        Set<E> found = EnumSet.noneOf(type);
        for (String text :
                in.texts(key, all.stream().map(FamilyWords::word).sorted().toList())) {
            List<E> meant = all.stream().filter(each -> word(each).equals(text)).toList();
            if (meant.isEmpty()) {
                in.problems().add(in.path() + "." + key, "does not know '" + text + "'");
            }
            found.addAll(meant);
        }
        return found;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String currency(Section in, String fallback) {
        String letters = in.text("currency", fallback);
        if (Currencies.digits(letters) == null) {
            in.problems().add(in.path() + ".currency", "does not know '" + letters + "'");
            return fallback;
        }
        return letters;
    }

    static ZoneId zone(Section in, String fallback) {
        String name = in.text("zone", fallback);
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            in.problems().add(in.path() + ".zone", "does not know '" + name + "'");
            return ZoneId.of(fallback);
        }
    }
}
