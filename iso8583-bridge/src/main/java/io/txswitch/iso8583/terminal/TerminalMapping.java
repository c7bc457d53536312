package io.txswitch.iso8583.terminal;

import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.Currencies;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal's message means; pure apart from the clock.
 *
 * <p>Checks run from the outside in, and the first that fails gives the answer: form (30), terminal (97), merchant
 * (03), processing code (12), amount (13), currency (12), card (14 or 30). Source: ISO 8583-1:1987.
 */
final class TerminalMapping {
    private static final String SALE = "000000";
    private static final String ECHO = "301";
    private static final String PRODUCT = "card";
    private static final String OK = "00";

    private final TerminalConfig config;
    private final Map<String, Merchant> merchants;
    private final KeyRing keys;
    private final InstantSource clock;

    TerminalMapping(TerminalConfig config, Map<String, Merchant> merchants, KeyRing keys, InstantSource clock) {
        this.config = config;
        this.merchants = Map.copyOf(merchants);
        this.keys = keys;
        this.clock = clock;
    }

    TerminalRequest read(IsoMessage message) {
        if (!message.isRequest()) {
            return new TerminalRequest.Hostile("not a request: " + message.mti());
        }
        return switch (message.mti()) {
            case "0200", "0201" -> sale(message);
            case "0400", "0401", "0420", "0421" -> reversal(message);
            case "0800", "0801" -> network(message);
            default -> refused(Reason.INVALID_TRANSACTION);
        };
    }

    private TerminalRequest network(IsoMessage message) {
        String terminal = message.trimmed(De.TERMINAL);
        if (terminal != null && config.profileOf(terminal) == null) {
            return refused(Reason.UNKNOWN_TERMINAL);
        }
        String code = message.text(De.NETWORK_CODE);
        return code == null || code.equals(ECHO) ? new TerminalRequest.Answer(OK) : refused(Reason.INVALID_TRANSACTION);
    }

    private TerminalRequest sale(IsoMessage message) {
        Reason refusal = refusal(message, OriginalKey.dateOf(message));
        String terminal = message.trimmed(De.TERMINAL);
        String merchant = merchantOf(message);
        if (refusal != null || terminal == null || merchant == null) {
            return refused(refusal == null ? Reason.FORMAT_ERROR : refusal);
        }
        Money money = money(message);
        if (money == null) {
            return refused(moneyRefusal(message));
        }
        return switch (CardReader.read(message)) {
            case CardReader.Reading.Refused refused -> refused(refused.reason());
            case CardReader.Reading.Card card ->
                new TerminalRequest.Submit(submit(message, terminal, merchant, money, card.data()));
        };
    }

    private SubmitPayment submit(IsoMessage message, String terminal, String merchant, Money money, CardData card) {
        String trace = String.valueOf(message.text(De.STAN));
        String date = String.valueOf(OriginalKey.dateOf(message));
        return new SubmitPayment(
                Kind.SALE,
                OriginalKey.of(terminal, date, trace),
                fingerprint(message, merchant, money, card),
                merchant,
                terminal,
                PRODUCT,
                money,
                card,
                null,
                trace,
                localDateTime(message),
                null,
                null,
                null,
                config.answerWithinMs());
    }

    private TerminalRequest reversal(IsoMessage message) {
        Reason refusal = refusal(message, OriginalKey.dateOf(message));
        String terminal = message.trimmed(De.TERMINAL);
        String merchant = merchantOf(message);
        if (refusal != null || terminal == null || merchant == null) {
            return refused(refusal == null ? Reason.FORMAT_ERROR : refusal);
        }
        String original = OriginalKey.originalOf(message, terminal, clock.instant());
        if (original == null) {
            return refused(Reason.FORMAT_ERROR);
        }
        String amount = message.text(De.AMOUNT);
        return new TerminalRequest.Reverse(new ReversePayment(
                original,
                merchant,
                terminal,
                amount == null ? null : Long.valueOf(amount),
                String.valueOf(message.text(De.STAN))));
    }

    /** What is wrong around the transaction itself, or null. */
    private @Nullable Reason refusal(IsoMessage message, @Nullable String date) {
        String terminal = message.trimmed(De.TERMINAL);
        if (terminal == null || message.text(De.STAN) == null || date == null && !message.has(De.ORIGINAL_DATA)) {
            return Reason.FORMAT_ERROR;
        }
        if (config.profileOf(terminal) == null) {
            return Reason.UNKNOWN_TERMINAL;
        }
        String merchant = merchantOf(message);
        if (merchant == null || !merchants.containsKey(merchant)) {
            return Reason.UNKNOWN_MERCHANT;
        }
        String code = message.text(De.PROCESSING_CODE);
        return code == null ? Reason.FORMAT_ERROR : code.equals(SALE) ? null : Reason.INVALID_TRANSACTION;
    }

    private @Nullable String merchantOf(IsoMessage message) {
        String named = message.trimmed(De.MERCHANT);
        String terminal = message.trimmed(De.TERMINAL);
        if (named != null || terminal == null) {
            return named;
        }
        TerminalConfig.Profile profile = config.profileOf(terminal);
        return profile == null ? null : profile.merchant();
    }

    private static @Nullable Money money(IsoMessage message) {
        String amount = message.text(De.AMOUNT);
        String currency = message.text(De.CURRENCY);
        String letters = currency == null ? null : Currencies.letters(currency);
        if (amount == null || letters == null || Long.parseLong(amount) == 0) {
            return null;
        }
        return new Money(Long.parseLong(amount), letters);
    }

    private static Reason moneyRefusal(IsoMessage message) {
        String amount = message.text(De.AMOUNT);
        if (amount == null || message.text(De.CURRENCY) == null) {
            return Reason.FORMAT_ERROR;
        }
        return Long.parseLong(amount) == 0 ? Reason.INVALID_AMOUNT : Reason.INVALID_TRANSACTION;
    }

    private static @Nullable String localDateTime(IsoMessage message) {
        String date = message.text(De.LOCAL_DATE);
        String time = message.text(De.LOCAL_TIME);
        return date != null && time != null ? date + time : message.text(De.TRANSMISSION_TIME);
    }

    /** What must be the same in a repeat, named, so that no two contents read alike. */
    private String fingerprint(IsoMessage message, String merchant, Money money, CardData card) {
        String fields = "processing=" + message.text(De.PROCESSING_CODE)
                + "\namount=" + money.amountMinor()
                + "\ncurrency=" + money.currency()
                + "\ncard=" + keys.hash(card.pan())
                + "\nmerchant=" + merchant;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(fields.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TerminalRequest refused(Reason reason) {
        return new TerminalRequest.Answer(reason.responseCode());
    }
}
