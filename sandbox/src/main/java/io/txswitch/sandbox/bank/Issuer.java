package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.bank.BankOptions.ChipPolicy;
import io.txswitch.sandbox.crypto.Blocks;
import io.txswitch.sandbox.crypto.ChipKeys;
import io.txswitch.sandbox.crypto.SandboxKeys;
import io.txswitch.sandbox.iso.DecodeException;
import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.iso.Tlv;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * The issuer behind the bank: knows its cards' PIN and keys, checks what they sent and answers the chip.
 *
 * <p>A PIN is checked when keys were exchanged and DE53 says that the block is bound to the card number (2…); a
 * cryptogram when its version is the sandbox's own, or always, as the policy says. What is not checked passes.
 */
final class Issuer {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String WRONG_PIN = "55";
    private static final String NO_PIN_BLOCK = "99";
    private static final String WRONG_CRYPTOGRAM = "05";

    /** APPLICATION UNBLOCK with four bytes of MAC: a command that does no harm to a card that is not blocked. */
    private static final String SCRIPT_COMMAND = "8418000004";

    private static final String SCRIPT_ID = "9F180400000001";

    private final byte[] imk;
    private final ChipPolicy policy;
    private final ZoneKeys keys;
    private final LongAdder verified = new LongAdder();
    private final LongAdder refused = new LongAdder();

    Issuer(byte[] imk, ChipPolicy policy, ZoneKeys keys) {
        this.imk = imk.clone();
        this.policy = policy;
        this.keys = keys;
    }

    /** Why card or cardholder are not believed: 55, 99, 05; 00 when nothing speaks against them. */
    String check(IsoMessage request) {
        String pin = checkPin(request);
        return pin.equals("00") ? checkChip(request) : pin;
    }

    private String checkPin(IsoMessage request) {
        boolean bound =
                request.get(53).filter(control -> control.startsWith("2")).isPresent();
        if (!request.has(52) || !bound || !keys.exchanged()) {
            return "00";
        }
        return keys.pin(request.bytes(52), pan(request))
                .map(pin -> pin.equals(SandboxKeys.PIN) ? "00" : WRONG_PIN)
                .orElse(NO_PIN_BLOCK);
    }

    private String checkChip(IsoMessage request) {
        Optional<byte[]> session = session(request);
        if (session.isEmpty()) {
            boolean unknown = request.has(55) && policy == ChipPolicy.ALL;
            return unknown ? refuse() : "00";
        }
        Map<String, String> tags = tags(request);
        byte[] right = ChipKeys.cryptogram(session.get(), ChipKeys.signed(tags).orElse(new byte[0]));
        boolean fits = ChipKeys.signed(tags).isPresent()
                && MessageDigest.isEqual(right, HEX.parseHex(tags.getOrDefault("9F26", "")));
        if (!fits) {
            return refuse();
        }
        verified.increment();
        return "00";
    }

    private String refuse() {
        refused.increment();
        return WRONG_CRYPTOGRAM;
    }

    /** The key of this transaction, when the policy has its cryptogram checked. */
    private Optional<byte[]> session(IsoMessage request) {
        Map<String, String> tags = tags(request);
        boolean readable =
                ChipKeys.isOurs(tags) && tags.getOrDefault("9F36", "").length() == 4;
        if (policy == ChipPolicy.NONE || !readable || pan(request).isEmpty()) {
            return Optional.empty();
        }
        byte[] card = ChipKeys.cardKey(imk, pan(request), sequence(request, tags));
        return Optional.of(ChipKeys.sessionKey(card, HEX.parseHex(tags.get("9F36"))));
    }

    /**
     * DE55 of the answer: issuer authentication data (91: ARPC and response code) and the response code (8A); a script
     * (72) when asked for.
     */
    byte[] answer(IsoMessage request, String responseCode, boolean withScript) {
        byte[] code = responseCode.getBytes(StandardCharsets.US_ASCII);
        Optional<byte[]> session = session(request);
        byte[] key = session.orElseGet(() -> unknownCardsKey(request));
        byte[] arqc = Arrays.copyOf(HEX.parseHex(tags(request).getOrDefault("9F26", "")), Blocks.DES);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("91", HEX.formatHex(ChipKeys.response1(key, arqc, code)) + HEX.formatHex(code));
        if (withScript) {
            byte[] mac = ChipKeys.cryptogram(key, HEX.parseHex(SCRIPT_COMMAND));
            values.put("72", SCRIPT_ID + "8609" + SCRIPT_COMMAND + HEX.formatHex(mac, 0, 4));
        }
        values.put("8A", HEX.formatHex(code));
        return Tlv.encode(values);
    }

    /** A card with other keys gets an answer of the right form, which it cannot believe. */
    private byte[] unknownCardsKey(IsoMessage request) {
        return ChipKeys.cardKey(imk, pan(request), "00");
    }

    long cryptogramsVerified() {
        return verified.sum();
    }

    long cryptogramsRefused() {
        return refused.sum();
    }

    private static Map<String, String> tags(IsoMessage request) {
        try {
            return request.has(55) ? Tlv.decode(request.bytes(55)) : Map.of();
        } catch (DecodeException e) {
            return Map.of();
        }
    }

    private static String pan(IsoMessage request) {
        return request.get(2)
                .or(() -> request.get(35).map(track -> track.split("=", 2)[0]))
                .orElse("");
    }

    private static String sequence(IsoMessage request, Map<String, String> tags) {
        return request.get(23).map(three -> three.substring(1)).orElse(tags.getOrDefault("5F34", "00"));
    }
}
