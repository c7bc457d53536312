package io.txswitch.iso8583.registry;

import io.txswitch.core.model.Kind;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.crypto.MacAlgorithm;
import io.txswitch.iso8583.crypto.PinFormat;
import io.txswitch.iso8583.crypto.WorkingKeyLayout;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What all terminals of one make and bank profile have in common; a template from the configuration.
 *
 * @param name 1 to 32 small letters, digits and hyphens
 * @param dialect the field table they speak
 * @param framing how their messages stand in the stream
 * @param mac whether messages are authenticated
 * @param macAlgorithm how, where they are
 * @param keys where their working keys come from
 * @param pin what becomes of a PIN block
 * @param pinFormat the format of their PIN blocks
 * @param partialApproval whether they can take an approval of a part of the amount; a message may say so for itself too
 * @param kinds what they may ask for; anything else is answered with 40
 * @param entryModes how a card may be read
 * @param fallback whether a chip card may be swiped after its chip could not be read; else 45
 * @param currency three letters: amounts without DE49 are in it, and those in another are refused
 * @param zone in which the host tells them date and time, and their messages' dates are read
 * @param maxOfflineMinor the most one offline advice may approve, in minor units; 0 for none at all
 * @param batches how their batches are kept
 */
public record Family(
        String name,
        Dialect dialect,
        Framing framing,
        MacPolicy mac,
        MacAlgorithm macAlgorithm,
        Keys keys,
        PinPolicy pin,
        PinFormat pinFormat,
        boolean partialApproval,
        Set<Kind> kinds,
        Set<EntryMode> entryModes,
        boolean fallback,
        String currency,
        ZoneId zone,
        long maxOfflineMinor,
        BatchRules batches) {
    /** The family of terminals for which none is named: what the switch has always accepted. */
    public static final String DEFAULT = "default";

    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public Family {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a family has 1 to 32 small letters, digits and hyphens");
        }
        kinds = Set.copyOf(kinds);
        entryModes = Set.copyOf(entryModes);
    }

    /** Whether messages of these terminals carry a MAC. */
    public enum MacPolicy {
        /** A message without one is refused like one whose MAC is wrong. */
        REQUIRED,
        /** One that is there must be right; the answer to a message with a MAC has one. */
        ACCEPTED,
        /** Not looked at; for the sandbox only. */
        NONE
    }

    /** Where working keys come from. */
    public enum Keys {
        NONE(null),
        /** Handed out at sign-in, single length (60.3 = 001). */
        UNIONPAY_001(WorkingKeyLayout.SINGLE),
        /** Handed out at sign-in, double-length PIN key (60.3 = 003). */
        UNIONPAY_003(WorkingKeyLayout.DOUBLE),
        /** As before, with a key for track data (60.3 = 004). */
        UNIONPAY_004(WorkingKeyLayout.DOUBLE_WITH_TRACK_KEY),
        /** Derived per transaction from the family's base derivation key. */
        DUKPT(null);

        private final @Nullable WorkingKeyLayout layout;

        Keys(@Nullable WorkingKeyLayout layout) {
            this.layout = layout;
        }

        /** How field 62 of a sign-in's answer is laid out; null where nobody signs in for keys. */
        public @Nullable WorkingKeyLayout layout() {
            return layout;
        }

        /** Whether a terminal must have signed in before it is served. */
        public boolean bySignIn() {
            return layout != null;
        }
    }

    /** What becomes of a PIN block. */
    public enum PinPolicy {
        /** Encrypted anew for the bank, inside the security module. */
        TRANSLATE,
        /** Handed on as it came, as terminal and bank share the key; for the sandbox only. */
        PASS_ON
    }

    /** How a card's data reached the terminal (first two digits of DE22). */
    public enum EntryMode {
        MANUAL,
        MAGSTRIPE,
        CHIP,
        CONTACTLESS,
        /** A code on a phone. */
        CODE
    }

    /**
     * How batches are kept.
     *
     * @param numbered the host says the number at sign-in, and a message of another batch is refused; else the terminal
     *     counts for itself
     * @param upload whether a batch that does not balance is uploaded record by record
     * @param maxOpenHours a batch that is open longer must be settled before the next sale
     */
    public record BatchRules(boolean numbered, boolean upload, int maxOpenHours) {}

    /** Whether a message without a MAC may be carried out. */
    public boolean macRequired() {
        return mac == MacPolicy.REQUIRED;
    }

    /** Short, for logs: the template says the rest. */
    @Override
    public String toString() {
        return "Family[" + name + ", " + dialect.name() + ", " + framing.name() + "]";
    }
}
