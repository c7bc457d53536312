package io.txswitch.cluster.cli.certify;

/** The switch did not do what the case expects; the message says what it did, without card data. */
final class CheckFailed extends Exception {
    private static final long serialVersionUID = 1L;

    CheckFailed(String message) {
        super(message, null, false, false);
    }
}
