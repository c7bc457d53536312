package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.bank.BankLedger.Decision;
import io.txswitch.sandbox.bank.BankScript.Delivery;
import io.txswitch.sandbox.iso.DecodeException;
import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.iso.Tlv;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Answers one message: checks it, asks issuer and ledger, fills in the answer.
 *
 * <p>Response codes are those of ISO 8583 DE39: 00 done, 10 in part, 05 cryptogram wrong, 12 not possible, 13 amount,
 * 25 no such original, 30 format, 55 PIN wrong, 58 not signed on, 61 above the hold, 94 seen before, 99 PIN block
 * unreadable.
 */
final class BankDesk {
    private static final int[] REVERSAL_NEEDS = {4, 7, 11, 41, 90};
    private static final int[] NETWORK_NEEDS = {7, 11, 70};
    private static final int[] COPIED = {3, 4, 7, 11, 12, 13, 37, 41, 42, 49};
    private static final int[] NETWORK_COPIED = {7, 11, 12, 13, 37, 41, 42, 70};

    private static final String SIGN_ON = "001";
    private static final String SIGN_OFF = "002";
    private static final String KEY_EXCHANGE = "101";
    private static final String ECHO = "301";

    /** What every account has: 123,456.78 yuan, as DE54 tells it (account 00, amount kind 02, currency, sign C). */
    private static final String BALANCE = "0002156C000012345678";

    private static final int STANS = 1_000_000;

    private final BankLedger ledger;
    private final BankSwitches switches;
    private final ZoneKeys keys;
    private final Issuer issuer;
    private final boolean signOnRequired;
    private final StubbornReversals stubborn = new StubbornReversals();

    BankDesk(BankLedger ledger, BankSwitches switches, ZoneKeys keys, Issuer issuer, boolean signOnRequired) {
        this.ledger = ledger;
        this.switches = switches;
        this.keys = keys;
        this.issuer = issuer;
        this.signOnRequired = signOnRequired;
    }

    /** An answer and how it travels. */
    record Answer(IsoMessage message, Delivery delivery, boolean signedOn) {}

    /** Answers a request; only a request may come here. */
    Answer answer(IsoMessage request, boolean signedOn) {
        boolean reversal = request.mti().startsWith("040") || request.mti().startsWith("042");
        if (request.mti().startsWith("080")) {
            return network(request, signedOn);
        }
        if (signOnRequired && !signedOn) {
            return plain(request, "58", false);
        }
        if (reversal) {
            return reversal(request, signedOn);
        }
        return BankOp.of(request)
                .map(op -> business(op, request, signedOn))
                .orElseGet(() -> plain(request, "12", signedOn));
    }

    /** The answer to bytes of which only the beginning was readable. */
    static IsoMessage formatError(IsoMessage readable) {
        return copied(readable).set(39, "30").build();
    }

    private Answer network(IsoMessage request, boolean signedOn) {
        if (lacks(request, NETWORK_NEEDS)) {
            return plain(request, "30", signedOn);
        }
        return switch (request.text(70)) {
            case ECHO -> plain(request, "00", signedOn);
            case SIGN_OFF -> plain(request, "00", false);
            case SIGN_ON -> switches.signOnRefused() ? plain(request, "58", false) : plain(request, "00", true);
            case KEY_EXCHANGE -> {
                IsoMessage done = plain(request, "00", signedOn).message();
                IsoMessage withKeys = done.toBuilder().set(48, keys.exchange()).build();
                yield new Answer(withKeys, Delivery.AT_ONCE, signedOn);
            }
            default -> plain(request, "12", signedOn);
        };
    }

    private Answer business(BankOp op, IsoMessage request, boolean signedOn) {
        String fault = fault(op, request);
        if (!fault.equals("00")) {
            return plain(request, fault, signedOn);
        }
        return switch (op) {
            case BALANCE -> balance(request, signedOn);
            case SCRIPT_RESULT -> plain(request, "00", signedOn);
            default -> money(op, request, signedOn);
        };
    }

    private static String fault(BankOp op, IsoMessage request) {
        boolean blankRrn = request.get(37).filter(String::isBlank).isPresent();
        if (op.lacksIn(request) || blankRrn) {
            return "30";
        }
        if (op.needsCard() && !request.has(2) && !request.has(35)) {
            return "30";
        }
        if (op.movesMoney() && !op.hasOriginal() && request.number(4) == 0) {
            return "13";
        }
        return request.has(55) ? chipFault(op, request) : "00";
    }

    private static String chipFault(BankOp op, IsoMessage request) {
        try {
            Map<String, String> chip = Tlv.decode(request.bytes(55));
            if (op == BankOp.SCRIPT_RESULT) {
                return "00";
            }
            if (!chip.containsKey("9F26")) {
                return "30";
            }
            // 9F02 is the amount that the card signed: it must be the amount that is asked for.
            boolean signed = chip.getOrDefault("9F02", "").equals(request.get(4).orElse("0".repeat(12)));
            return signed ? "00" : "13";
        } catch (DecodeException e) {
            return "30";
        }
    }

    private Answer balance(IsoMessage request, boolean signedOn) {
        BankScript script = switches.scriptFor(0);
        String believed = issuer.check(request);
        String code = believed.equals("00") ? script.responseCode(BankOp.BALANCE) : believed;
        IsoMessage.Builder answer =
                copied(request).set(39, code).set(37, request.get(37).orElse("0".repeat(12)));
        if (code.equals("00")) {
            answer.set(54, BALANCE);
        }
        if (request.has(55)) {
            answer.set(55, issuer.answer(request, code, false));
        }
        return new Answer(answer.build(), script.delivery(), signedOn);
    }

    private Answer money(BankOp op, IsoMessage request, boolean signedOn) {
        BankScript script = switches.scriptFor(request.number(4));
        String believed = issuer.check(request);
        Decision decision = ledger.book(op, request, believed.equals("00") ? script.responseCode(op) : believed);
        if (!decision.fresh() || !believed.equals("00")) {
            // A duplicate, an orphan or a forgery is told so at once, whatever its amount asks for.
            return new Answer(answered(request, decision, BankScript.APPROVE), Delivery.AT_ONCE, signedOn);
        }
        stubborn.remember(BankLedger.key(request), script);
        IsoMessage answer = answered(request, decision, script);
        return new Answer(twisted(answer, script), script.delivery(), signedOn);
    }

    private IsoMessage answered(IsoMessage request, Decision decision, BankScript script) {
        IsoMessage.Builder answer = copied(request)
                .set(4, decision.amountMinor())
                .set(37, decision.rrn())
                .set(39, decision.responseCode());
        if (decision.approved()) {
            answer.set(38, decision.authCode());
        }
        if (request.has(55)) {
            answer.set(55, issuer.answer(request, decision.responseCode(), script == BankScript.ISSUER_SCRIPT));
        }
        return answer.build();
    }

    private static IsoMessage twisted(IsoMessage answer, BankScript script) {
        IsoMessage.Builder twisted = answer.toBuilder();
        return switch (script) {
            case WRONG_AMOUNT -> twisted.set(4, answer.number(4) + 1).build();
            case WRONG_CURRENCY -> twisted.set(49, "840").build();
            case WRONG_STAN -> twisted.set(11, (answer.number(11) + 1) % STANS).build();
            case WRONG_RRN -> twisted.set(37, otherRrn(answer.text(37))).build();
            case BOOKED_94 -> twisted.set(39, "94").without(38).build();
            case BOOKED_96 -> twisted.set(39, "96").without(38).build();
            default -> answer;
        };
    }

    private static String otherRrn(String rrn) {
        char last = rrn.charAt(rrn.length() - 1);
        return rrn.substring(0, rrn.length() - 1) + (last == '0' ? '1' : '0');
    }

    private Answer reversal(IsoMessage reversal, boolean signedOn) {
        if (lacks(reversal, REVERSAL_NEEDS)
                || reversal.get(37).filter(String::isBlank).isPresent()) {
            return plain(reversal, "30", signedOn);
        }
        String key = BankLedger.reversalKey(reversal);
        if (switches.reversalsIgnored() || stubborn.ignores(key)) {
            return new Answer(copied(reversal).build(), Delivery.NEVER, signedOn);
        }
        if (stubborn.deniesOnce(key)) {
            return plain(reversal, "25", signedOn);
        }
        Decision decision = ledger.reverse(reversal);
        IsoMessage answer = copied(reversal)
                .set(37, decision.rrn())
                .set(39, decision.responseCode())
                .build();
        return new Answer(answer, Delivery.AT_ONCE, signedOn);
    }

    private static Answer plain(IsoMessage request, String responseCode, boolean signedOn) {
        return new Answer(copied(request).set(39, responseCode).build(), Delivery.AT_ONCE, signedOn);
    }

    private static IsoMessage.Builder copied(IsoMessage request) {
        int[] numbers = request.mti().startsWith("08") ? NETWORK_COPIED : COPIED;
        return IsoMessage.builder(request.table(), request.answerMti()).copy(request, numbers);
    }

    private static boolean lacks(IsoMessage message, int[] numbers) {
        return !IntStream.of(numbers).allMatch(message::has);
    }
}
