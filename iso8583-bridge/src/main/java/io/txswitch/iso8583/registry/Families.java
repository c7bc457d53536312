package io.txswitch.iso8583.registry;

import io.txswitch.core.config.Problems;
import io.txswitch.core.config.Section;
import io.txswitch.core.model.Kind;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.crypto.MacAlgorithm;
import io.txswitch.iso8583.crypto.PinFormat;
import io.txswitch.iso8583.registry.Family.BatchRules;
import io.txswitch.iso8583.registry.Family.EntryMode;
import io.txswitch.iso8583.registry.Family.Keys;
import io.txswitch.iso8583.registry.Family.MacPolicy;
import io.txswitch.iso8583.registry.Family.PinPolicy;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The templates of a node, and which terminals are known without having been added; from the section {@code terminal}.
 *
 * <p>There is always one more template, {@link Family#DEFAULT}: the section's own dialect and framing, no MAC, no keys.
 *
 * @param byName the templates by their names
 * @param profiles which terminals need not be added; the first that matches counts
 */
public record Families(Map<String, Family> byName, List<Profile> profiles) {
    /** Amounts of a floor limit: a hundred million of the currency, so that a slip of the pen is seen. */
    private static final long MAX_OFFLINE_MINOR = 10_000_000_000L;

    private static final int MONTH_HOURS = 31 * 24;
    private static final String ZONE = "Asia/Shanghai";
    private static final String CURRENCY = "CNY";

    /** What a terminal can ask for; the other kinds are the switch's own or belong to other edges. */
    private static final Set<Kind> ALL_KINDS = Set.copyOf(EnumSet.of(
            Kind.SALE,
            Kind.PRE_AUTH,
            Kind.COMPLETION,
            Kind.VOID,
            Kind.BALANCE,
            Kind.ADVICE,
            Kind.ADJUSTMENT,
            Kind.SCRIPT_RESULT,
            Kind.CODE_PAYMENT,
            Kind.REFUND));

    /**
     * A group of terminals that need not be added.
     *
     * @param match a terminal id, or the beginning of one and {@code *}
     * @param merchant whose they are when a message has no DE42, or null
     * @param family the name of a template
     */
    public record Profile(String match, @Nullable String merchant, String family) {
        boolean matches(String terminalId) {
            return match.endsWith("*")
                    ? terminalId.startsWith(match.substring(0, match.length() - 1))
                    : terminalId.equals(match);
        }
    }

    public Families {
        byName = Map.copyOf(byName);
        profiles = List.copyOf(profiles);
        if (!byName.containsKey(Family.DEFAULT)) {
            throw new IllegalArgumentException("there is a default family always");
        }
    }

    /** Templates and profiles that were made in code; the first template is the default one. */
    public static Families of(List<Family> families, List<Profile> profiles) {
        Map<String, Family> byName = new LinkedHashMap<>();
        families.forEach(each -> byName.put(each.name(), each));
        byName.putIfAbsent(Family.DEFAULT, families.getFirst());
        return new Families(byName, profiles);
    }

    /**
     * Reads {@code families} and {@code profiles} of the section; what is wrong is reported.
     *
     * @param dialect the section's own, for templates that name none
     * @param framing likewise
     */
    public static Families read(
            Section terminal, Dialects dialects, Framings framings, Dialect dialect, Framing framing) {
        Map<String, Family> byName = new LinkedHashMap<>();
        byName.put(Family.DEFAULT, standard(dialect, framing));
        for (Section each : terminal.sections("families")) {
            Family family = template(each, dialects, framings, dialect, framing);
            if (family != null
                    && byName.put(family.name(), family) != null
                    && !family.name().equals(Family.DEFAULT)) {
                each.problems().add(each.path() + ".name", "the family " + family.name() + " stands twice");
            }
        }
        List<Profile> profiles = terminal.sections("profiles").stream()
                .map(each -> new Profile(each.text("match"), each.optionalText("merchant"), family(each, byName)))
                .toList();
        return new Families(byName, profiles);
    }

    private static String family(Section profile, Map<String, Family> known) {
        String name = profile.text("family", Family.DEFAULT);
        if (!known.containsKey(name)) {
            profile.problems().add(profile.path() + ".family", "does not know '" + name + "'");
        }
        return name;
    }

    /** What the switch accepts where nothing is said: no MAC, no keys, every kind of transaction. */
    public static Family standard(Dialect dialect, Framing framing) {
        return new Family(
                Family.DEFAULT,
                dialect,
                framing,
                MacPolicy.NONE,
                MacAlgorithm.UNIONPAY_ECB,
                Keys.NONE,
                PinPolicy.PASS_ON,
                PinFormat.ISO_0,
                false,
                ALL_KINDS,
                EnumSet.allOf(EntryMode.class),
                true,
                CURRENCY,
                ZoneId.of(ZONE),
                MAX_OFFLINE_MINOR,
                new BatchRules(false, true, MONTH_HOURS));
    }

    private static @Nullable Family template(
            Section in, Dialects dialects, Framings framings, Dialect dialect, Framing framing) {
        String name = in.text("name");
        Dialect spoken = dialects.choose(in, "dialect", dialect.name());
        Framing framed = framings.choose(in, "framing", framing.name());
        Keys keys = in.choice("keys", Keys.class, Keys.NONE);
        BatchRules batches = batches(in.section("batch"), keys);
        try {
            return new Family(
                    name,
                    spoken,
                    framed,
                    in.choice("mac", MacPolicy.class, keys == Keys.NONE ? MacPolicy.NONE : MacPolicy.REQUIRED),
                    FamilyWords.macAlgorithm(in),
                    keys,
                    in.choice("pin", PinPolicy.class, keys == Keys.NONE ? PinPolicy.PASS_ON : PinPolicy.TRANSLATE),
                    PinFormat.of(in.integer("pin-format", 0, 0, 4)),
                    in.flag("partial-approval", false),
                    FamilyWords.set(in, "transactions", Kind.class, ALL_KINDS),
                    FamilyWords.set(in, "entry-modes", EntryMode.class, EnumSet.allOf(EntryMode.class)),
                    in.flag("fallback", true),
                    FamilyWords.currency(in, CURRENCY),
                    FamilyWords.zone(in, ZONE),
                    in.number("max-offline-minor", 0, 0, MAX_OFFLINE_MINOR),
                    batches);
        } catch (IllegalArgumentException e) {
            in.problems().add(in.path() + ".name", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A terminal that signs in is told its batch there; one that does not counts for itself. */
    private static BatchRules batches(Section in, Keys keys) {
        return new BatchRules(
                in.flag("numbered", keys.bySignIn()),
                in.flag("upload", true),
                in.integer("max-open-hours", MONTH_HOURS, 1, MONTH_HOURS));
    }

    /** The template with this name. */
    public Optional<Family> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The template for terminals for which none is named. */
    public Family standard() {
        return Objects.requireNonNull(byName.get(Family.DEFAULT));
    }

    public Collection<Family> all() {
        return List.copyOf(byName.values());
    }

    /** What a profile makes of a terminal that was not added; empty for a stranger. */
    public Optional<TerminalProfile> matched(String terminalId) {
        for (Profile each : profiles) {
            if (each.matches(terminalId)) {
                Family family = find(each.family()).orElseGet(this::standard);
                return Optional.of(new TerminalProfile(terminalId, each.merchant(), family, false, false));
            }
        }
        return Optional.empty();
    }

    /**
     * Reports every family that is in use and may only be in the sandbox.
     *
     * <p>The default family is in use when a profile names it; the configured ones always are, as terminals can be
     * added to them.
     */
    public void refuseSandboxOnly(Problems problems) {
        for (Family each : byName.values()) {
            boolean used = !each.name().equals(Family.DEFAULT)
                    || profiles.stream().anyMatch(profile -> profile.family().equals(Family.DEFAULT));
            if (used && each.mac() == MacPolicy.NONE) {
                problems.add("terminal.families." + each.name() + ".mac", "none is for the sandbox only");
            }
            if (used && each.pin() == PinPolicy.PASS_ON) {
                problems.add("terminal.families." + each.name() + ".pin", "pass-on is for the sandbox only");
            }
        }
    }
}
