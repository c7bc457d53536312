package io.txswitch.iso8583.terminal;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What DE39 says, in the words a terminal shows; the one table, from which the integrator's document is rendered too.
 *
 * <p>Sources: ISO 8583-1:1987, DE39; UnionPay POS list of response codes.
 */
public final class ResponseTexts {
    /** Language of the words that a terminal shows. */
    public enum Language {
        /** Chinese where the dialect can carry it, else English. */
        ZH,
        EN,
        /** No words. */
        NONE
    }

    /**
     * One code.
     *
     * @param success what was asked for is done
     * @param english at most 25 characters, as many as DE44 takes
     * @param chinese at most ten characters, as many as the acquirer's part of field 63.2 takes
     * @param meaning for an integrator: what happened and what a terminal does about it
     */
    public record Row(String code, boolean success, String english, String chinese, String meaning) {}

    private static final Charset GBK = Charset.forName("GBK");
    private static final int CHINESE_BYTES = 20;
    private static final int ENGLISH_CHARACTERS = 25;
    private static final Map<String, Row> ROWS = new LinkedHashMap<>();

    static {
        good("00", "Approved", "交易成功", "Done.");
        good("10", "Approved in part", "部分金额批准", "DE4 of the answer is what was approved; ask for the rest otherwise.");
        good("11", "Approved (VIP)", "交易成功", "Done.");
        good("16", "Approved", "交易成功", "Done.");
        bad("01", "Call the issuer", "请联系发卡行", "The issuer wants to be asked.");
        bad("02", "Call the issuer", "请联系发卡行", "The issuer wants to be asked.");
        bad("03", "Unknown merchant", "商户未登记", "DE42 is no merchant of this switch, or not the terminal's.");
        bad("04", "Keep the card", "没收卡", "The issuer wants the card kept.");
        bad("05", "Declined", "交易拒绝", "The issuer or the wallet says no without a reason.");
        bad("06", "Error", "交易出错", "The issuer failed.");
        bad("09", "In progress", "交易处理中", "The same request is under way; send it again later.");
        bad(
                "12",
                "Invalid transaction",
                "无效交易",
                "No such transaction, or the original is not in a state that allows it.");
        bad(
                "13",
                "Invalid amount",
                "无效金额",
                "Zero, above the limit for a tip or a completion, or a void of another amount.");
        bad(
                "14",
                "Invalid card number",
                "无效卡号",
                "Wrong check digit or length, another card than the original's, or no payer's code.");
        bad("15", "No such issuer", "无此发卡行", "No issuer has this card.");
        bad("19", "Try again", "请重新交易", "The issuer asks for the transaction again.");
        bad("22", "Already reversed", "原交易已冲正", "The transaction was taken back before.");
        bad("25", "Original not found", "未找到原交易", "DE37, DE61 or DE90 names nothing that this merchant did.");
        bad("30", "Format error", "报文格式错", "An element is missing or malformed; DE55 that is no TLV always.");
        bad("33", "Expired card", "过期卡", "The issuer wants the card kept.");
        bad("34", "Suspected fraud", "有作弊嫌疑", "The issuer wants the card kept.");
        bad("35", "Keep the card", "没收卡", "The issuer wants the card kept.");
        bad("36", "Restricted card", "受限制的卡", "The issuer wants the card kept.");
        bad("37", "Keep the card", "没收卡", "The issuer wants the card kept.");
        bad("38", "Too many PIN tries", "密码次数超限", "The issuer wants the card kept.");
        bad("40", "Not supported", "不支持的交易", "The terminal's family may not do this, or not this way.");
        bad("41", "Lost card", "挂失卡", "The issuer wants the card kept.");
        bad("43", "Stolen card", "被窃卡", "The issuer wants the card kept.");
        bad("45", "Use the chip", "请使用芯片", "A card with a chip was swiped on a terminal that reads chips.");
        bad("51", "Insufficient funds", "余额不足", "Not enough money.");
        bad("54", "Expired card", "过期卡", "The card has expired.");
        bad("55", "Wrong PIN", "密码错误", "Ask for the PIN again.");
        bad("57", "Not allowed for card", "该卡不允许此交易", "The issuer does not allow it.");
        bad("58", "Not allowed here", "终端不允许此交易", "The terminal is blocked, or speaks on a port of another family.");
        bad("59", "Suspected fraud", "有作弊嫌疑", "The issuer suspects fraud.");
        bad("61", "Amount limit", "超出金额限制", "Above a limit of the issuer, of the switch or of offline sales.");
        bad("62", "Restricted card", "受限制的卡", "The card or the payer is blocked.");
        bad("65", "Too many times", "超出次数限制", "Too many transactions.");
        bad("68", "No answer in time", "发卡行超时", "Nobody knows: reverse it.");
        bad("75", "Too many PIN tries", "密码次数超限", "The PIN is blocked.");
        bad("77", "Sign in first", "请重新签到", "No working keys, or another batch than the open one: sign in, settle.");
        bad("90", "Day end", "系统日切", "Try again in a moment.");
        bad("91", "Issuer unavailable", "发卡行不可用", "Nothing was sent: the transaction may be done again.");
        bad("92", "No route", "无法路由", "No bank takes this card.");
        bad("94", "Duplicate", "重复交易", "The trace number was used for something else.");
        bad("95", "Totals differ", "对账不平", "The batch does not balance: upload it.");
        bad("96", "System error", "系统异常", "Nobody knows: reverse it.");
        bad("97", "Unknown terminal", "终端未登记", "DE41 is no terminal of this switch.");
        bad("98", "No answer", "发卡行无应答", "Nobody knows: reverse it.");
        bad("99", "PIN block error", "密码格式错", "No PIN key, or not the one the terminal has: sign in again.");
        bad("A0", "MAC error", "校验错请签到", "The MAC is wrong or missing: sign in again, reverse what is open.");
    }

    private ResponseTexts() {}

    private static void good(String code, String english, String chinese, String meaning) {
        ROWS.put(code, new Row(code, true, english, chinese, meaning));
    }

    private static void bad(String code, String english, String chinese, String meaning) {
        ROWS.put(code, new Row(code, false, english, chinese, meaning));
    }

    /** By code, in the order of the table. */
    public static Map<String, Row> rows() {
        return Collections.unmodifiableMap(ROWS);
    }

    /** The English words; null for a success or a code that is not in the table. */
    static @Nullable String english(String code) {
        Row row = ROWS.get(code);
        return row == null || row.success() ? null : row.english();
    }

    /** Field 63 of an answer: card brand 3, issuer's text 20, network's text 20, acquirer's text 20; null as above. */
    static @Nullable String field63(String code, Language language) {
        Row row = ROWS.get(code);
        if (row == null || row.success() || language == Language.NONE) {
            return null;
        }
        byte[] text = language == Language.ZH
                ? row.chinese().getBytes(GBK)
                : row.english().getBytes(StandardCharsets.ISO_8859_1);
        String shown = new String(text, 0, Math.min(text.length, CHINESE_BYTES), StandardCharsets.ISO_8859_1);
        return "CUP" + " ".repeat(2 * CHINESE_BYTES) + shown + " ".repeat(CHINESE_BYTES - shown.length());
    }

    /** What keeps the table within the elements; empty when all fits. */
    static List<String> tooLong() {
        return ROWS.values().stream()
                .filter(row -> row.english().length() > ENGLISH_CHARACTERS
                        || row.chinese().getBytes(GBK).length > CHINESE_BYTES)
                .map(Row::code)
                .toList();
    }
}
