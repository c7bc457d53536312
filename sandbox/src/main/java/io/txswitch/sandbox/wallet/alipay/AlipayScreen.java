package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.ScreenExtras;
import java.util.List;

/** What Alipay shows its payer beside orders: the agreements whose page he has opened. */
record AlipayScreen(AlipayConsents consents, AlipayAgreements agreements) implements ScreenExtras {
    @Override
    public List<Consent> agreements(int limit) {
        return consents.newest(limit).stream().map(AlipayScreen::seen).toList();
    }

    private static Consent seen(AlipayAgreement agreement) {
        ConsentState state = switch (agreement.state()) {
            case TEMP -> ConsentState.WAITS;
            case NORMAL -> ConsentState.SIGNED;
            case ENDED -> ConsentState.ENDED;
        };
        return new Consent(agreement.externalNo(), state, agreement.singleMinor());
    }

    @Override
    public void sign(String no) {
        consents.findAnywhere(no).ifPresent(found -> agreements.sign(found, true));
    }

    @Override
    public void end(String no) {
        consents.findAnywhere(no).ifPresent(found -> {
            agreements.refuse(found);
            agreements.end(found);
        });
    }
}
