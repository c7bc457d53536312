package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.bank.BankLedger.Decision;
import io.txswitch.sandbox.bank.BankScript.Delivery;
import io.txswitch.sandbox.iso.DecodeException;
import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.iso.Tlv;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Answers one message: checks it, asks the ledger, fills in the answer.
 *
 * <p>Response codes are those of ISO 8583 DE39: 00 done, 12 not a transaction of this bank, 13 amounts differ, 25
 * nothing to reverse, 30 format, 58 not signed on, 94 seen before.
 */
final class BankDesk {
    private static final int[] SALE_NEEDS = {3, 4, 7, 11, 41, 42, 49};
    private static final int[] REVERSAL_NEEDS = {4, 7, 11, 41, 90};
    private static final int[] NETWORK_NEEDS = {7, 11, 70};
    private static final int[] COPIED = {3, 4, 7, 11, 12, 13, 37, 41, 42, 49};
    private static final int[] NETWORK_COPIED = {7, 11, 12, 13, 37, 41, 42, 70};

    private static final String SIGN_ON = "001";
    private static final String SIGN_OFF = "002";
    private static final String ECHO = "301";

    /** Deaf sales wait for their third reversal; there are a few in a demo. */
    private static final int MAX_DEAF = 10_000;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int STANS = 1_000_000;

    private final BankLedger ledger;
    private final BankSwitches switches;
    private final boolean signOnRequired;
    private final Map<String, Integer> deafTo = new LinkedHashMap<>();

    BankDesk(BankLedger ledger, BankSwitches switches, boolean signOnRequired) {
        this.ledger = ledger;
        this.switches = switches;
        this.signOnRequired = signOnRequired;
    }

    /** An answer and how it travels. */
    record Answer(IsoMessage message, Delivery delivery, boolean signedOn) {}

    /** Answers a request; only a request may come here. */
    Answer answer(IsoMessage request, boolean signedOn) {
        return switch (request.mti()) {
            case "0800", "0801" -> network(request, signedOn);
            case "0200", "0201" -> money(request, signedOn, SALE_NEEDS);
            case "0400", "0401", "0420", "0421" -> money(request, signedOn, REVERSAL_NEEDS);
            default -> plain(request, "12", signedOn);
        };
    }

    /** The answer to bytes of which only the beginning was readable. */
    static IsoMessage formatError(IsoMessage readable) {
        return IsoMessage.builder(readable.answerMti())
                .copy(readable, COPIED)
                .set(39, "30")
                .build();
    }

    private Answer network(IsoMessage request, boolean signedOn) {
        if (lacks(request, NETWORK_NEEDS)) {
            return plain(request, "30", signedOn);
        }
        return switch (request.text(70)) {
            case ECHO -> plain(request, "00", signedOn);
            case SIGN_OFF -> plain(request, "00", false);
            case SIGN_ON -> switches.signOnRefused() ? plain(request, "58", false) : plain(request, "00", true);
            default -> plain(request, "12", signedOn);
        };
    }

    private Answer money(IsoMessage request, boolean signedOn, int[] needs) {
        if (signOnRequired && !signedOn) {
            return plain(request, "58", false);
        }
        if (lacks(request, needs) || request.get(37).filter(String::isBlank).isPresent()) {
            return plain(request, "30", signedOn);
        }
        return request.mti().startsWith("02") ? sale(request, signedOn) : reversal(request, signedOn);
    }

    private Answer sale(IsoMessage sale, boolean signedOn) {
        String fault = fault(sale);
        if (!fault.isEmpty()) {
            return plain(sale, fault, signedOn);
        }
        BankScript script = switches.scriptFor(sale.number(4));
        Decision decision = ledger.debit(sale, script.responseCode());
        if (decision.approved() && script == BankScript.DEAF) {
            stayDeafTo(BankLedger.saleKey(sale));
        }
        IsoMessage answer = answered(sale, decision);
        // A duplicate or an orphan is refused at once, whatever its amount asks for.
        return decision.responseCode().equals(script.responseCode())
                ? new Answer(twisted(answer, script), script.delivery(), signedOn)
                : new Answer(answer, Delivery.AT_ONCE, signedOn);
    }

    private static String fault(IsoMessage sale) {
        if (!sale.has(2) && !sale.has(35)) {
            return "30";
        }
        if (!sale.text(3).startsWith("00")) {
            return "12";
        }
        if (sale.number(4) == 0) {
            return "13";
        }
        return sale.has(55) ? chipFault(sale) : "";
    }

    private static String chipFault(IsoMessage sale) {
        try {
            Map<String, String> chip = Tlv.decode(sale.bytes(55));
            if (!chip.containsKey("9F26")) {
                return "30";
            }
            // 9F02 is the amount that the card signed: it must be the amount that is asked for.
            return chip.getOrDefault("9F02", "").equals(sale.text(4)) ? "" : "13";
        } catch (DecodeException e) {
            return "30";
        }
    }

    private void stayDeafTo(String key) {
        deafTo.put(key, BankScript.DEAF_REVERSALS);
        if (deafTo.size() > MAX_DEAF) {
            deafTo.remove(deafTo.keySet().iterator().next());
        }
    }

    private static IsoMessage answered(IsoMessage sale, Decision decision) {
        IsoMessage.Builder answer = copied(sale).set(37, decision.rrn()).set(39, decision.responseCode());
        if (decision.approved()) {
            answer.set(38, decision.authCode());
        }
        if (sale.has(55)) {
            answer.set(55, issuerData(decision));
        }
        return answer.build();
    }

    /** What the issuer tells the card: its authentication (91) and its decision as two letters (8A). */
    private static byte[] issuerData(Decision decision) {
        String code = HEX.formatHex(decision.responseCode().getBytes(StandardCharsets.US_ASCII));
        String cryptogram = HEX.toHexDigits((long) decision.rrn().hashCode() * 0x9E37_79B9_7F4A_7C15L);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("91", cryptogram + code);
        values.put("8A", code);
        return Tlv.encode(values);
    }

    private static IsoMessage twisted(IsoMessage answer, BankScript script) {
        return switch (script) {
            case WRONG_AMOUNT -> answer.toBuilder().set(4, answer.number(4) + 1).build();
            case WRONG_STAN ->
                answer.toBuilder().set(11, (answer.number(11) + 1) % STANS).build();
            case WRONG_RRN ->
                answer.toBuilder().set(37, otherRrn(answer.text(37))).build();
            default -> answer;
        };
    }

    private static String otherRrn(String rrn) {
        char last = rrn.charAt(rrn.length() - 1);
        return rrn.substring(0, rrn.length() - 1) + (last == '0' ? '1' : '0');
    }

    private Answer reversal(IsoMessage reversal, boolean signedOn) {
        String key = BankLedger.reversalKey(reversal);
        if (switches.reversalsIgnored() || isDeafTo(key)) {
            return new Answer(copied(reversal).build(), Delivery.NEVER, signedOn);
        }
        Decision decision = ledger.reverse(reversal);
        IsoMessage answer = copied(reversal)
                .set(37, decision.rrn())
                .set(39, decision.responseCode())
                .build();
        return new Answer(answer, Delivery.AT_ONCE, signedOn);
    }

    private boolean isDeafTo(String key) {
        Integer left = deafTo.remove(key);
        if (left == null) {
            return false;
        }
        if (left > 1) {
            deafTo.put(key, left - 1);
        }
        return true;
    }

    private static Answer plain(IsoMessage request, String responseCode, boolean signedOn) {
        int[] numbers = request.mti().startsWith("08") ? NETWORK_COPIED : COPIED;
        IsoMessage answer = IsoMessage.builder(request.answerMti())
                .copy(request, numbers)
                .set(39, responseCode)
                .build();
        return new Answer(answer, Delivery.AT_ONCE, signedOn);
    }

    private static IsoMessage.Builder copied(IsoMessage request) {
        return IsoMessage.builder(request.answerMti()).copy(request, COPIED);
    }

    private static boolean lacks(IsoMessage message, int[] numbers) {
        return !IntStream.of(numbers).allMatch(message::has);
    }
}
