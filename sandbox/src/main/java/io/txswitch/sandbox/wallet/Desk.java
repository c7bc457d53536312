package io.txswitch.sandbox.wallet;

/** What every API handler of one wallet works with; all parts belong to the same simulator and event loop. */
public record Desk(WalletLedger ledger, Payer payer, NoticeSender notices, Faults faults, Numbers numbers) {
    /** The payer goes home and nothing more is posted; comes before the book closes. */
    public void stop() {
        payer.stop();
        notices.stop();
    }
}
