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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Agreements: made, signed by the payer alone or with a first payment, ended by either side; confined to the
 * simulator's event loop.
 *
 * <p>What the payer does is chosen by the last two digits of the most that a deduction may take, as for payments.
 */
final class SampleAgreements {
    private static final int MAX_AGREEMENTS = 200_000;
    private static final int CODE_CHARS = 20;
    private static final int CONTRACT_DIGITS = 16;

    private final Vertx vertx;
    private final SampleOptions options;
    private final Desk desk;
    private final SampleNotices notices;
    private final SequencedMap<String, SampleAgreement> byNo = new LinkedHashMap<>();
    private final Map<String, String> noByContract = new HashMap<>();
    private final Map<String, String> noByOrder = new HashMap<>();

    SampleAgreements(Vertx vertx, SampleOptions options, Desk desk, SampleNotices notices) {
        this.vertx = vertx;
        this.options = options;
        this.desk = desk;
        this.notices = notices;
    }

    SampleAnswer sign(JsonObject request) {
        Optional<SampleConsent> consent = SampleConsent.read(request);
        Instant until = SamplePayments.instant(Fields.text(request, "expires_at"));
        if (consent.isEmpty() || until == null || !NoticeSender.usable(Fields.text(request, "notify_url"))) {
            return Refusal.PARAMETER.answer();
        }
        @Nullable SampleAgreement known = byNo.get(consent.get().no());
        if (known != null) {
            return known.consent().equals(consent.get()) ? again(known) : Refusal.ORDER_USED.answer();
        }
        if (byNo.size() >= MAX_AGREEMENTS) {
            return Refusal.BUSY.answer();
        }
        SampleAgreement made = made(consent.get(), Fields.text(request, "notify_url"), until);
        payerActs(made.consent());
        return seen(made);
    }

    private SampleAnswer again(SampleAgreement known) {
        return now(known).state() == State.ENDED ? Refusal.AGREEMENT_ENDED.answer() : seen(known);
    }

    private SampleAgreement made(SampleConsent consent, String notifyUrl, Instant until) {
        SampleAgreement made = new SampleAgreement(
                consent,
                State.WAIT_SIGN,
                desk.numbers().text(CODE_CHARS),
                "C" + desk.numbers().day() + desk.numbers().digits(CONTRACT_DIGITS),
                notifyUrl,
                until,
                null);
        byNo.put(consent.no(), made);
        noByContract.put(made.contractId(), consent.no());
        return made;
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
                end(consent.no());
            } else {
                sign(consent.no());
            }
        });
    }

    /** The payer signs, if nobody has signed or ended it; tells the merchant unless the script is silent. */
    Future<Void> sign(String no) {
        return move(no, State.WAIT_SIGN, State.SIGNED);
    }

    /** The payer ends it, signed or not. */
    Future<Void> end(String no) {
        return move(no, State.SIGNED, State.ENDED).compose(ended -> move(no, State.WAIT_SIGN, State.ENDED));
    }

    private Future<Void> move(String no, State from, State to) {
        SampleAgreement found = byNo.get(no);
        if (found == null || found.state() != from) {
            return Future.succeededFuture();
        }
        SampleAgreement moved = moved(found, to);
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
        return seen(moved(found.get(), State.ENDED));
    }

    /** The only place that changes where one stands; what begins or ends to be in force is booked. */
    private SampleAgreement moved(SampleAgreement agreement, State to) {
        SampleAgreement moved = agreement.in(to);
        byNo.put(agreement.consent().no(), moved);
        boolean was = agreement.state() == State.SIGNED;
        if (was != (to == State.SIGNED)) {
            desk.ledger()
                    .noteAgreement(was ? "UNSIGN" : "SIGN", agreement.consent().no(), agreement.contractId());
        }
        return moved;
    }

    /** The newest, the newest first. */
    List<SampleAgreement> newest(int limit) {
        return List.copyOf(byNo.sequencedValues().reversed()).stream()
                .limit(limit)
                .map(this::now)
                .toList();
    }

    /**
     * Ties a payment to an agreement that is signed by paying; one that is not there yet is made of the payment's words.
     *
     * @return false when there is none to sign
     */
    boolean tie(JsonObject words, String orderNo, String notifyUrl, Instant until) {
        Optional<SampleAgreement> known = find(Fields.text(words, "agreement_no"));
        Optional<SampleAgreement> agreement = known.isPresent() || byNo.size() >= MAX_AGREEMENTS
                ? known
                : SampleConsent.read(words).map(consent -> made(consent, notifyUrl, until));
        if (agreement.isEmpty() || agreement.get().state() != State.WAIT_SIGN) {
            return agreement.isPresent() && orderNo.equals(agreement.get().orderNo());
        }
        String no = agreement.get().consent().no();
        byNo.put(no, agreement.get().signedBy(orderNo));
        noByOrder.put(orderNo, no);
        return true;
    }

    /** The payment that was to sign an agreement is paid. */
    Future<Void> paid(Order order) {
        String no = noByOrder.get(order.terms().outTradeNo());
        return no == null ? Future.succeededFuture() : sign(no);
    }

    /** Why a deduction is not permitted, or null when it is. */
    @Nullable
    Refusal refusal(String contractId, long amountMinor) {
        Optional<SampleAgreement> live = Optional.ofNullable(noByContract.get(contractId))
                .flatMap(this::find)
                .filter(each -> each.state() == State.SIGNED);
        if (live.isEmpty()) {
            return Refusal.CONTRACT;
        }
        return live.get().consent().maxMinor() < amountMinor ? Refusal.OVER_LIMIT : null;
    }

    private Optional<SampleAgreement> find(String no) {
        return Optional.ofNullable(byNo.get(no)).map(this::now);
    }

    /** Nobody signs when the time, or the payment that was to sign it, is over. */
    private SampleAgreement now(SampleAgreement agreement) {
        if (agreement.state() != State.WAIT_SIGN) {
            return agreement;
        }
        State now = agreement.orderNo() == null
                ? desk.numbers().now().isAfter(agreement.signUntil()) ? State.ENDED : State.WAIT_SIGN
                : desk.ledger()
                        .find(options.merchantNo(), agreement.orderNo())
                        .map(SampleAgreements::by)
                        .orElse(State.WAIT_SIGN);
        return moved(agreement, now);
    }

    private static State by(Order order) {
        return switch (order.state()) {
            case MADE, SCANNED -> State.WAIT_SIGN;
            case PAID -> State.SIGNED;
            case CLOSED -> State.ENDED;
        };
    }

    private static SampleAnswer seen(SampleAgreement agreement) {
        return SampleAnswer.ok(SampleView.agreement(agreement));
    }
}
