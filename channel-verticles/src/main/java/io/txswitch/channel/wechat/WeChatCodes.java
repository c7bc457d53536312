package io.txswitch.channel.wechat;

import static java.util.Map.entry;

import io.txswitch.channel.wallet.Meaning;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.Reason;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * WeChat Pay's error codes in the switch's words. Versions 2 and 3 spell the same code with and without underscores, so
 * they are left out here.
 *
 * <p>A number that was used before (OUT_TRADE_NO_USED, ORDER_PAID) is no decline: something of ours is there, and a
 * query tells what. Source: WeChat Pay API v3, error codes of native payment and refund.
 */
final class WeChatCodes {
    private static final Map<String, Meaning> TABLE = Map.ofEntries(
            entry("USERPAYING", Meaning.of(Result.PENDING)),
            entry("SYSTEMERROR", Meaning.UNKNOWN),
            entry("BANKERROR", Meaning.UNKNOWN),
            entry("FREQUENCYLIMITED", Meaning.of(Result.RETRYABLE)),
            entry("RATELIMITEXCEEDED", Meaning.of(Result.RETRYABLE)),
            entry("ORDERNOTEXIST", Meaning.of(Result.NOT_FOUND)),
            entry("RESOURCENOTEXISTS", Meaning.of(Result.NOT_FOUND)),
            entry("ORDERPAID", Meaning.UNKNOWN),
            entry("ORDERCLOSED", Meaning.of(Result.CLOSED)),
            entry("ORDERREVERSED", Meaning.of(Result.CLOSED)),
            entry("OUTTRADENOUSED", Meaning.UNKNOWN),
            entry("NOTENOUGH", Meaning.declined(Reason.INSUFFICIENT_FUNDS)),
            entry("AUTHCODEINVALID", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("AUTHCODEEXPIRE", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("AUTHCODEERROR", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("USERACCOUNTABNORMAL", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("RULELIMIT", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("SIGNERROR", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("PARAMERROR", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("INVALIDREQUEST", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("NOAUTH", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("APPIDMCHIDNOTMATCH", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("MCHIDNOTEXIST", Meaning.declined(Reason.CHANNEL_REFUSED)));

    private WeChatCodes() {}

    static Meaning meaning(@Nullable String code) {
        return code == null
                ? Meaning.UNKNOWN
                : TABLE.getOrDefault(code.toUpperCase(Locale.ROOT).replace("_", ""), Meaning.UNKNOWN);
    }
}
