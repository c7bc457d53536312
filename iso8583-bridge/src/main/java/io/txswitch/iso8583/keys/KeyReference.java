package io.txswitch.iso8583.keys;

import io.txswitch.iso8583.crypto.KeyType;
import java.util.List;
import java.util.Locale;

/** Names a key in text, without anything of it: what stands beside a PIN block on its way through the core. */
public sealed interface KeyReference {
    /** Longest text of a reference: kind, owner, serial number. */
    int MAX_LENGTH = 80;

    KeyOwner owner();

    /** {@code TERMINAL/T1/PIK/3} or {@code DUKPT/FAMILY/p400/FFFF9876543210E00001}. */
    String text();

    /** A stored key; versions count from 1. */
    record Stored(KeyOwner owner, KeyType purpose, int version) implements KeyReference {
        public Stored {
            if (version < 1) {
                throw new IllegalArgumentException("versions of a key count from 1");
            }
        }

        @Override
        public String text() {
            return owner + "/" + purpose + "/" + version;
        }
    }

    /** A key that is derived from the owner's current base derivation key. */
    record Dukpt(KeyOwner owner, String ksn) implements KeyReference {
        public Dukpt {
            ksn = ksn.toUpperCase(Locale.ROOT);
            if (!ksn.matches("[0-9A-F]{20}|[0-9A-F]{24}")) {
                throw new IllegalArgumentException("a key serial number has 20 or 24 hex digits");
            }
        }

        @Override
        public String text() {
            return "DUKPT/" + owner + "/" + ksn;
        }
    }

    /** The reference that has this {@link #text}; anything else is an {@link IllegalArgumentException}. */
    static KeyReference parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("not a reference to a key");
        }
        List<String> parts = List.of(text.split("/", -1));
        if (parts.size() != 4) {
            throw new IllegalArgumentException("not a reference to a key");
        }
        if (parts.get(0).equals("DUKPT")) {
            return new Dukpt(owner(parts.get(1), parts.get(2)), parts.get(3));
        }
        if (!parts.get(3).matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("not a reference to a key");
        }
        return new Stored(
                owner(parts.get(0), parts.get(1)), KeyType.valueOf(parts.get(2)), Integer.parseInt(parts.get(3)));
    }

    private static KeyOwner owner(String kind, String id) {
        return new KeyOwner(KeyOwner.Kind.valueOf(kind), id);
    }
}
