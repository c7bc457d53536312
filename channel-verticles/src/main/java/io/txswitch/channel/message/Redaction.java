package io.txswitch.channel.message;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Takes out of a raw text what must not be kept: secrets whole, signatures and sealed parts but for their beginning,
 * payers but for their ends. QR texts, order numbers and amounts stay.
 *
 * <p>Works by member name on JSON (also JSON inside a JSON text) and on {@code name=value} lines, whether or not the
 * text is well formed.
 */
public final class Redaction {
    /** What is kept of one message, bytes of UTF-8: an order with all its fields is a tenth of it. */
    public static final int MAX_BYTES = 16 * 1024;
    /** What is looked at; the rest could not be kept anyway. */
    private static final int MAX_CHARACTERS = 4 * MAX_BYTES;

    private static final int SHOWN_OF_SIGNATURE = 6;
    private static final int SHOWN_OF_PAYER = 2;

    private static final String HIDDEN =
            "private_key|api_v3_key|confirm_code|app_auth_token|auth_code|qrNo|auth_token|access_token|secret"
                    + "|password|authorization|encrypt_key";
    private static final String SHORTENED = "sign|signature|signPubKeyCert|pay_sign|paySign|ciphertext";
    private static final String PAYER = "identity|name|payee_id|payer_id|payer_ref|account"
            + "|buyer_id|buyer_user_id|buyer_logon_id|buyer_open_id|buyer_user_name|open_id"
            + "|openid|sp_openid|sub_openid|user_received_account|payer_name|payer_client_ip|buyer_name|accNo"
            + "|payCardNo|alipay_user_id|alipay_logon_id|alipay_open_id|principal_id|principal_open_id"
            + "|trans_in|trans_in_open_id|trans_in_name|trans_out|trans_out_open_id"
            + "|mobile|phone";
    private static final String NAMES = HIDDEN + "|" + SHORTENED + "|" + PAYER;
    private static final Pattern HIDDEN_NAME = Pattern.compile(HIDDEN, Pattern.CASE_INSENSITIVE);
    private static final Pattern SHORTENED_NAME = Pattern.compile(SHORTENED, Pattern.CASE_INSENSITIVE);

    private static final Pattern JSON = Pattern.compile(
            "(\\\\*+\"(" + NAMES + ")\\\\*+\"\\s{0,8}+:\\s{0,8}+\\\\*+\")([^\"]*+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM =
            Pattern.compile("((?<![A-Za-z0-9_])(" + NAMES + ")=)([^&\\n]*+)", Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    /** The text as it may be kept; doing it twice changes nothing of importance. */
    public static String redact(String raw) {
        String text = raw.length() > MAX_CHARACTERS ? raw.substring(0, MAX_CHARACTERS) : raw;
        text = JSON.matcher(text).replaceAll(Redaction::masked);
        text = FORM.matcher(text).replaceAll(Redaction::masked);
        return bounded(text);
    }

    private static String masked(MatchResult match) {
        return java.util.regex.Matcher.quoteReplacement(match.group(1) + mask(match.group(2), match.group(3)));
    }

    private static String mask(String name, String value) {
        if (HIDDEN_NAME.matcher(name).matches()) {
            return "****";
        }
        if (SHORTENED_NAME.matcher(name).matches()) {
            return value.length() <= SHOWN_OF_SIGNATURE ? "****" : value.substring(0, SHOWN_OF_SIGNATURE) + "****";
        }
        return value.length() <= 4 * SHOWN_OF_PAYER
                ? "****"
                : value.substring(0, SHOWN_OF_PAYER) + "****" + value.substring(value.length() - SHOWN_OF_PAYER);
    }

    /** Cuts at a character, never inside one; lone surrogates become question marks. */
    private static String bounded(String text) {
        CharsetEncoder encoder = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
        encoder.encode(CharBuffer.wrap(text), bytes, true);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
}
