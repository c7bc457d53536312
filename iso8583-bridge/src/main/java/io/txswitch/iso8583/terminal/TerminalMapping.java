package io.txswitch.iso8583.terminal;

import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.PayerCodes;
import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.PointOfService;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.FieldRules;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.registry.Family;
import io.txswitch.iso8583.terminal.Asked.Need;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal's message means; pure apart from the clock.
 *
 * <p>Checks run from the outside in, and the first that fails gives the answer: elements that the dialect's table
 * demands (30), transaction (12), what the family may do (40), form (30), merchant (03), amount (13), currency (12),
 * floor limit (61), original (30), card (14, 30, 45 or 99). Source: ISO 8583-1:1987; UnionPay POS profile.
 */
final class TerminalMapping {
    private static final String CARD = "card";
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("MMddHHmmss");

    private final Map<String, Merchant> merchants;
    private final Fingerprint fingerprint;
    private final InstantSource clock;
    private final long answerWithinMs;

    TerminalMapping(Map<String, Merchant> merchants, KeyRing keys, InstantSource clock, long answerWithinMs) {
        this.merchants = Map.copyOf(merchants);
        this.fingerprint = new Fingerprint(keys);
        this.clock = clock;
        this.answerWithinMs = answerWithinMs;
    }

    TerminalRequest read(Demand demand) {
        Kind kind = demand.asked().kind();
        if (isIncomplete(demand)) {
            return refused(Reason.FORMAT_ERROR);
        }
        if (demand.asked() == Asked.OTHER) {
            return refused(Reason.INVALID_TRANSACTION);
        }
        if (kind == null && demand.asked() != Asked.REVERSAL) {
            return new TerminalRequest.Manage(demand.asked());
        }
        if (kind != null && !mayAsk(demand, kind)) {
            return refused(Reason.NOT_SUPPORTED);
        }
        return kind == null ? reversal(demand) : transaction(demand, kind);
    }

    /** Elements that are there though the table does not know them are let pass: they mean nothing to us. */
    private static boolean isIncomplete(Demand demand) {
        return demand.caller().family().dialect().rules().check(demand.message()).stream()
                .anyMatch(problem -> problem.kind() == FieldRules.Problem.Kind.MISSING);
    }

    private static boolean mayAsk(Demand demand, Kind kind) {
        Family family = demand.caller().family();
        return family.kinds().contains(kind) && demand.particulars().entry().isAllowed(family);
    }

    private TerminalRequest reversal(Demand demand) {
        IsoMessage message = demand.message();
        String merchant = demand.merchant();
        String trace = message.text(De.STAN);
        OriginalNames names = OriginalNames.ofReversal(
                demand.grammar(),
                message,
                demand.terminalId(),
                demand.particulars().batch(),
                clock.instant());
        if (trace == null || names.isEmpty()) {
            return refused(Reason.FORMAT_ERROR);
        }
        if (merchant == null || !merchants.containsKey(merchant)) {
            return refused(Reason.UNKNOWN_MERCHANT);
        }
        String key = names.key();
        String amount = message.text(De.AMOUNT);
        return new TerminalRequest.Reverse(new ReversePayment(
                key == null ? "t:" + demand.terminalId() + ":reversal:" + names.id() : key,
                merchant,
                demand.terminalId(),
                amount == null ? null : Long.valueOf(amount),
                trace,
                names.id(),
                demand.caller().family().currency()));
    }

    private TerminalRequest transaction(Demand demand, Kind kind) {
        String batch = demand.particulars().batch();
        String key = OriginalKey.of(demand.message(), demand.terminalId(), batch, clock.instant());
        OriginalNames original = OriginalNames.of(demand.message(), demand.terminalId(), batch, clock.instant());
        Reason refusal = refusal(demand, key);
        if (refusal != null || key == null) {
            return refused(refusal == null ? Reason.FORMAT_ERROR : refusal);
        }
        if (demand.asked().original() == Need.MUST && original.isEmpty()) {
            return refused(Reason.FORMAT_ERROR);
        }
        if (kind == Kind.CODE_PAYMENT) {
            return codePayment(demand, key);
        }
        boolean without = demand.asked().card() == Need.MAY && !CardReader.hasCard(demand.message());
        if (without) {
            return submit(demand, kind, key, CARD, null, null);
        }
        return switch (CardReader.read(demand)) {
            case CardReader.Reading.Refused refused -> refused(refused.reason());
            case CardReader.Reading.Card card -> cardPayment(demand, kind, key, card.data());
        };
    }

    private @Nullable Reason refusal(Demand demand, @Nullable String key) {
        String merchant = demand.merchant();
        if (key == null) {
            return Reason.FORMAT_ERROR;
        }
        if (merchant == null || !merchants.containsKey(merchant)) {
            return Reason.UNKNOWN_MERCHANT;
        }
        Reason amount = Amounts.refusal(demand);
        if (amount != null || demand.asked() != Asked.OFFLINE_SALE) {
            return amount;
        }
        long limit = demand.caller().family().maxOfflineMinor();
        return Amounts.of(demand).amountMinor() > limit ? Reason.AMOUNT_LIMIT : null;
    }

    private TerminalRequest cardPayment(Demand demand, Kind kind, String key, CardData card) {
        boolean swipedOverChip = demand.asked().readsCard()
                && demand.particulars()
                        .entry()
                        .passesOverChip(
                                demand.message().text(De.TRACK_2),
                                demand.particulars(),
                                demand.caller().family());
        return swipedOverChip ? refused(Reason.USE_CHIP) : submit(demand, kind, key, CARD, card, null);
    }

    private TerminalRequest codePayment(Demand demand, String key) {
        String code = PrivateTexts.part(demand.message(), PrivateTexts.SCANNED);
        PayerCodes.Wallet wallet = code == null ? null : PayerCodes.walletOf(code);
        if (code == null || wallet == null) {
            return refused(code == null ? Reason.FORMAT_ERROR : Reason.INVALID_CARD);
        }
        return submit(demand, Kind.CODE_PAYMENT, key, wallet.product(), null, new PayerCode(code));
    }

    private TerminalRequest submit(
            Demand demand, Kind kind, String key, String product, @Nullable CardData card, @Nullable PayerCode code) {
        IsoMessage message = demand.message();
        String merchant = String.valueOf(demand.merchant());
        Money money = Amounts.of(demand);
        boolean follows = demand.asked().original() == Need.MUST;
        OriginalNames original = OriginalNames.of(
                message, demand.terminalId(), demand.particulars().batch(), clock.instant());
        return new TerminalRequest.Submit(new SubmitPayment(
                kind,
                key,
                fingerprint.of(demand, merchant, product, money, card),
                merchant,
                demand.terminalId(),
                product,
                money,
                card,
                null,
                message.text(De.STAN),
                localDateTime(demand),
                follows ? original.id() : null,
                null,
                null,
                answerWithinMs,
                follows ? original.key() : null,
                pos(demand),
                code));
    }

    private static PointOfService pos(Demand demand) {
        boolean partial = demand.particulars().partialAllowed()
                || demand.caller().family().partialApproval();
        return new PointOfService(
                demand.particulars().batch(),
                demand.message().text(De.CONDITION_CODE),
                demand.message().text(De.AUTH_CODE),
                partial);
    }

    /** A terminal that does not say leaves it to the host. */
    private String localDateTime(Demand demand) {
        String date = demand.message().text(De.LOCAL_DATE);
        String time = demand.message().text(De.LOCAL_TIME);
        String sent = demand.message().text(De.TRANSMISSION_TIME);
        if (date != null && time != null) {
            return date + time;
        }
        return sent != null
                ? sent
                : DATE_TIME.format(
                        clock.instant().atZone(demand.caller().family().zone()));
    }

    private static TerminalRequest refused(Reason reason) {
        return new TerminalRequest.Refuse(reason);
    }
}
