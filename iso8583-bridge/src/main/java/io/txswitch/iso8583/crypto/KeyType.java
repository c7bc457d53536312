package io.txswitch.iso8583.crypto;

/** What a key is for; a key of one role cannot do the work of another. */
public enum KeyType {
    /** Terminal master key: encrypts the terminal's working keys. */
    TMK(Role.KEYS),
    /** Terminal's PIN key. */
    PIK(Role.PIN),
    /** Terminal's MAC key. */
    MAK(Role.MAC),
    /** Terminal's track data key. */
    TDK(Role.DATA),
    /** Zone master key: encrypts what is exchanged with a bank. */
    ZMK(Role.KEYS),
    /** Zone PIN key. */
    ZPK(Role.PIN),
    /** Zone MAC (authentication) key. */
    ZAK(Role.MAC),
    /** Base derivation key of DUKPT. */
    BDK(Role.DERIVATION),
    /** Issuer master key for application cryptograms. */
    IMK_AC(Role.CRYPTOGRAM);

    /** The one kind of work. */
    public enum Role {
        KEYS,
        PIN,
        MAC,
        DATA,
        DERIVATION,
        CRYPTOGRAM
    }

    private final Role role;

    KeyType(Role role) {
        this.role = role;
    }

    public Role role() {
        return role;
    }
}
