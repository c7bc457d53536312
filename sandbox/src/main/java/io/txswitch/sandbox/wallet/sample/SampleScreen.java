package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.ScreenExtras;
import java.util.List;
import java.util.Optional;

/** What the sample wallet shows its payer beside orders: codes for the second step, and agreements. */
record SampleScreen(SampleConfirmations confirmations, SampleAgreements agreements) implements ScreenExtras {
    @Override
    public Optional<String> confirmCode(Order order) {
        return confirmations.code(order.terms().outTradeNo());
    }

    @Override
    public List<Consent> agreements(int limit) {
        return agreements.newest(limit).stream().map(SampleScreen::seen).toList();
    }

    private static Consent seen(SampleAgreement agreement) {
        ConsentState state = switch (agreement.state()) {
            case WAIT_SIGN -> ConsentState.WAITS;
            case SIGNED -> ConsentState.SIGNED;
            case ENDED, CLOSED -> ConsentState.ENDED;
        };
        return new Consent(agreement.consent().no(), state, agreement.consent().maxMinor());
    }

    @Override
    public void sign(String no) {
        agreements.sign(no);
    }

    @Override
    public void end(String no) {
        agreements.end(no);
    }
}
