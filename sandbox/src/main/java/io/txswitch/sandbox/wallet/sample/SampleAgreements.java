package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Script;
import io.txswitch.sandbox.wallet.sample.SampleAgreement.State;
import io.txswitch.sandbox.wallet.sample.SampleAnswer.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Agreements: begun by the merchant, signed by the payer on a page or with a first payment, ended by either side.
 *
 * <p>What the payer does once he has the page before him is chosen by the last two digits of the most that a deduction
 * may take, as for payments.
 */
final class SampleAgreements {
    private final Vertx vertx;
    private final SampleOptions options;
    private final Desk desk;
    private final SampleNotices notices;
    private final SampleRegister register;

    SampleAgreements(Vertx vertx, SampleOptions options, Desk desk, SampleNotices notices, SampleRegister register) {
        this.vertx = vertx;
        this.options = options;
        this.desk = desk;
        this.notices = notices;
        this.register = register;
    }

    SampleAnswer begin(JsonObject request) {
        Optional<SampleConsent> consent = SampleConsent.read(request);
        Instant until = SamplePayments.instant(Fields.text(request, "expires_at"));
        if (consent.isEmpty() || until == null || !NoticeSender.usable(Fields.text(request, "notify_url"))) {
            return Refusal.PARAMETER.answer();
        }
        Optional<SampleAgreement> known = find(consent.get().no());
        if (known.isPresent()) {
            return known.get().consent().equals(consent.get()) ? again(known.get()) : Refusal.ORDER_USED.answer();
        }
        return register.full()
                ? Refusal.BUSY.answer()
                : seen(register.add(consent.get(), Fields.text(request, "notify_url"), until));
    }

    private static SampleAnswer again(SampleAgreement known) {
        boolean over = known.state() == State.ENDED || known.state() == State.CLOSED;
        return over ? Refusal.AGREEMENT_ENDED.answer() : seen(known);
    }

    /** The payer has the page before him; false when there is no such page. */
    boolean opened(String code) {
        Optional<SampleAgreement> found = register.findBy(code);
        if (found.isPresent() && options.payer().autoPay()) {
            payerActs(found.get().consent());
        }
        return found.isPresent();
    }

    private void payerActs(SampleConsent consent) {
        if (!desk.payer().isByHimself()) {
            return;
        }
        Script script = Script.of(consent.maxMinor());
        long delayMs = script == Script.LATE
                ? options.payer().lateDelayMs()
                : options.payer().payDelayMs();
        vertx.setTimer(delayMs, timer -> {
            if (script == Script.DECLINE) {
                refuse(consent.no());
            } else {
                sign(consent.no());
            }
        });
    }

    /** The payer signs, if nobody has; tells the merchant unless the script is silent. */
    Future<Void> sign(String no) {
        return move(no, State.WAIT_SIGN, State.SIGNED);
    }

    /** The payer does not sign and never will. */
    Future<Void> refuse(String no) {
        return move(no, State.WAIT_SIGN, State.CLOSED);
    }

    /** The payer ends what he has signed. */
    Future<Void> end(String no) {
        return move(no, State.SIGNED, State.ENDED);
    }

    private Future<Void> move(String no, State from, State to) {
        Optional<SampleAgreement> found = register.find(no).filter(each -> each.state() == from);
        if (found.isEmpty()) {
            return Future.succeededFuture();
        }
        SampleAgreement moved = register.move(found.get(), to);
        boolean silent = Script.of(moved.consent().maxMinor()) == Script.SILENT;
        return silent ? Future.succeededFuture() : notices.agreement(moved);
    }

    SampleAnswer query(String no) {
        return find(no).map(SampleAgreements::seen).orElseGet(Refusal.AGREEMENT_NOT_FOUND::answer);
    }

    /** The merchant ends it; the payer is told, not the merchant. */
    SampleAnswer cancel(String no) {
        Optional<SampleAgreement> found = find(no);
        if (found.isEmpty()) {
            return Refusal.AGREEMENT_NOT_FOUND.answer();
        }
        SampleAgreement agreement = found.get();
        return seen(
                switch (agreement.state()) {
                    case WAIT_SIGN -> register.move(agreement, State.CLOSED);
                    case SIGNED -> register.move(agreement, State.ENDED);
                    case ENDED, CLOSED -> agreement;
                });
    }

    /** The newest first. */
    List<SampleAgreement> newest(int limit) {
        return register.newest(limit).stream().map(this::now).toList();
    }

    /**
     * Ties a payment to an agreement that is signed by paying; where there is none yet, the payment's words make one.
     *
     * @return false when there is none to sign
     */
    boolean tie(JsonObject words, String orderNo, String notifyUrl, Instant until) {
        Optional<SampleAgreement> agreement = find(Fields.text(words, "agreement_no"));
        if (agreement.isEmpty() && !register.full()) {
            agreement = SampleConsent.read(words).map(consent -> register.add(consent, notifyUrl, until));
        }
        agreement.filter(each -> each.state() == State.WAIT_SIGN).ifPresent(each -> register.tie(each, orderNo));
        return agreement
                .filter(each -> each.state() == State.WAIT_SIGN || each.state() == State.SIGNED)
                .isPresent();
    }

    /** The payment that was to sign an agreement is paid. */
    Future<Void> paid(Order order) {
        return register.findBy(order.terms().outTradeNo())
                .map(agreement -> sign(agreement.consent().no()))
                .orElseGet(Future::succeededFuture);
    }

    /** Why a deduction is not permitted, or null when it is. */
    @Nullable
    Refusal refusal(String contractId, long amountMinor) {
        Optional<SampleAgreement> live = register.findBy(contractId)
                .filter(each ->
                        each.contractId().equals(contractId) && now(each).state() == State.SIGNED);
        if (live.isEmpty()) {
            return Refusal.CONTRACT;
        }
        return live.get().consent().maxMinor() < amountMinor ? Refusal.OVER_LIMIT : null;
    }

    private Optional<SampleAgreement> find(String no) {
        return register.find(no).map(this::now);
    }

    /** Nobody signs when the time, or the payment that was to sign it, is over. */
    private SampleAgreement now(SampleAgreement agreement) {
        State now = agreement.state() == State.WAIT_SIGN ? waiting(agreement) : agreement.state();
        return now == agreement.state() ? agreement : register.move(agreement, now);
    }

    private State waiting(SampleAgreement agreement) {
        if (agreement.orderNo() == null) {
            return desk.numbers().now().isAfter(agreement.signUntil()) ? State.CLOSED : State.WAIT_SIGN;
        }
        return desk.ledger()
                .find(options.merchantNo(), agreement.orderNo())
                .map(order -> switch (order.state()) {
                    case MADE, SCANNED -> State.WAIT_SIGN;
                    case PAID -> State.SIGNED;
                    case CLOSED -> State.CLOSED;
                })
                .orElse(State.WAIT_SIGN);
    }

    private static SampleAnswer seen(SampleAgreement agreement) {
        return SampleAnswer.ok(SampleView.agreement(agreement));
    }
}
